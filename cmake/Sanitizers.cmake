# CW_SANITIZE=ON builds everything with AddressSanitizer and UndefinedBehaviorSanitizer (dev preset).
option(CW_SANITIZE "ASan + UBSan" OFF)
if(CW_SANITIZE)
  add_compile_options(-fsanitize=address,undefined -fno-omit-frame-pointer -fno-sanitize-recover=undefined)
  # GCC 12 takes the standard library's own code for uninitialised once it is instrumented.
  add_compile_options(-Wno-maybe-uninitialized)
  add_link_options(-fsanitize=address,undefined)
endif()
