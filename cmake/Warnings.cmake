# The warnings of the house as an INTERFACE target; errors only where CI asks for it.
option(CW_WERROR "treat warnings as errors (ci preset)" OFF)
add_library(cw_warnings INTERFACE)
target_compile_options(cw_warnings INTERFACE
  -Wall -Wextra -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Wnon-virtual-dtor -Woverloaded-virtual
  -Wno-restrict # GCC 12 reports "text" + std::string falsely (GCC bug 105651)
  $<$<BOOL:${CW_WERROR}>:-Werror>)
