// SPDX-License-Identifier: Apache-2.0
// doctor: what of the machine is missing or wrong, and the fix.
#include "app/cli/Program.h"
#include "app/cli/Verbs.h"
#include "app/workflow/AnyFile.h"
#include "core/Files.h"

#include <clocale>
#include <cstdlib>
#include <dlfcn.h>
#include <langinfo.h>
#include <memory>
#include <unistd.h>

namespace cw::cli {
namespace {

namespace fs = std::filesystem;

struct Finding {
    std::string what, state; ///< "display", "X server answers, GLX 1.4"
    bool good = false;
    std::string fix; ///< where not good
};

/// A shared library that may be absent: the command line must run on a machine without X.
class Library {
public:
    explicit Library(const char* name) : m_handle(::dlopen(name, RTLD_LAZY | RTLD_LOCAL)) {}
    Library(const Library&) = delete;
    Library& operator=(const Library&) = delete;
    ~Library() {
        if (m_handle)
            ::dlclose(m_handle);
    }
    template <class Function>
    Function* function(const char* name) const {
        return m_handle ? reinterpret_cast<Function*>(::dlsym(m_handle, name)) : nullptr;
    }

private:
    void* m_handle;
};

Finding checkDisplay() {
    const std::string fix = "start it on a desktop (X11 or XWayland), or test with "
                            "xvfb-run -a; the command line works without";
    const char* display = std::getenv("DISPLAY");
    if (!display || !*display)
        return {"display", "no display: the window cannot open here", false, fix};
    const Library x11("libX11.so.6"), gl("libGL.so.1");
    const auto open = x11.function<void*(const char*)>("XOpenDisplay");
    const auto close = x11.function<int(void*)>("XCloseDisplay");
    const auto version = gl.function<int(void*, int*, int*)>("glXQueryVersion");
    if (!open || !close || !version)
        return {"display", "libX11 or libGL is missing", false, "apt-get install libgl1 libx11-6"};
    void* connection = open(nullptr);
    if (!connection)
        return {"display", "the X server does not answer", false, fix};
    int major = 0, minor = 0;
    const bool glx = version(connection, &major, &minor) != 0;
    close(connection);
    if (!glx)
        return {"display", "the X server has no GLX", false,
                "apt-get install libgl1-mesa-dri, and allow GLX in the X server"};
    return {"display",
            "X server answers, GLX " + std::to_string(major) + "." + std::to_string(minor),
            true,
            {}};
}

Finding checkWindow() {
    std::error_code error;
    const auto self = fs::read_symlink("/proc/self/exe", error);
    const bool there = !error && fs::exists(self.parent_path() / "concord-workstation", error);
    return {"window program", there ? "beside this one" : "not beside this one", there,
            there ? "" : "build the target concord-workstation"};
}

Finding checkLocale() {
    std::setlocale(LC_CTYPE, "");
    const std::string codeset = ::nl_langinfo(CODESET);
    std::setlocale(LC_CTYPE, "C");
    const bool utf8 = codeset == "UTF-8";
    return {"locale", "characters are " + codeset, utf8,
            utf8 ? "" : "export LANG=C.UTF-8 (or ko_KR.UTF-8): Korean names need UTF-8"};
}

Finding checkFonts() {
    const Library fontconfig("libfontconfig.so.1");
    if (!fontconfig.function<void*()>("FcInitLoadConfigAndFonts"))
        return {"fonts", "fontconfig is missing", false,
                "apt-get install fontconfig fonts-noto-cjk"};
    std::error_code error;
    std::size_t fonts = 0;
    bool korean = false;
    for (const auto* root : {"/usr/share/fonts", "/usr/local/share/fonts"})
        for (fs::recursive_directory_iterator
                 at(root, fs::directory_options::skip_permission_denied, error),
             end;
             !error && at != end; at.increment(error)) {
            const auto name = at->path().filename().string();
            ++fonts;
            for (const auto* family : {"CJK", "Nanum", "UnDotum", "Baekmuk", "DroidSansFallback"})
                korean = korean || name.find(family) != std::string::npos;
        }
    if (fonts == 0)
        return {"fonts", "no font is installed", false,
                "apt-get install fonts-noto-core fonts-noto-cjk"};
    return {"fonts", korean ? "Korean glyphs are there" : "no font with Korean glyphs", korean,
            korean ? "" : "apt-get install fonts-noto-cjk"};
}

Finding checkDisk(const fs::path& folder) {
    std::error_code error;
    const auto space = fs::space(folder, error);
    if (error)
        return {"disk", "the folder cannot be asked for its space", false,
                "name a folder that exists"};
    const auto gib = static_cast<double>(space.available) / (1024.0 * 1024 * 1024);
    constexpr double kNeeded = 5; // a demo, its build and room for an export
    const bool enough = gib >= kNeeded;
    return {"disk", std::to_string(static_cast<long>(gib)) + " GiB free", enough,
            enough ? "" : "free at least 5 GiB, or name another folder"};
}

Finding checkWriting(const fs::path& folder) {
    const auto probe = folder / (".concord-doctor-" + std::to_string(::getpid()));
    const auto written = core::writeWhole(probe, std::string_view("probe"));
    std::error_code ignored;
    fs::remove(probe, ignored);
    if (!written)
        return {"writing", written.error().sentence(), false,
                "name a folder that you may write to, with --folder"};
    return {"writing", "files can be written, synced and renamed here", true, {}};
}

Result<Answer> doctor(const fs::path& folder) {
    CW_CHECK(checkFolder(folder, "the folder to look at"));
    std::vector<Finding> findings{checkDisplay(), checkWindow(),     checkLocale(),
                                  checkFonts(),   checkDisk(folder), checkWriting(folder)};
    for (const auto& codec : workflow::checkCodecs())
        findings.push_back({"codec " + codec.codec, codec.works ? "works" : codec.reason,
                            codec.works,
                            codec.works ? "" : "reinstall with scripts/install-dependencies"});
    Answer answer;
    answer.json["findings"] = Json::array();
    for (const auto& finding : findings) {
        answer.found = answer.found || !finding.good;
        answer.json["findings"].push_back({{"what", finding.what},
                                           {"good", finding.good},
                                           {"state", finding.state},
                                           {"fix", finding.fix}});
        answer.text +=
            (finding.good ? "good     " : "MISSING  ") + finding.what + ": " + finding.state + "\n";
        if (!finding.good)
            answer.text += "         fix: " + finding.fix + "\n";
    }
    return answer;
}

} // namespace

void addDoctor(Program& program) {
    auto folder = std::make_shared<std::string>(".");
    auto* verb = program.verb("doctor", "what of the machine is missing or wrong, and the fix",
                              "concord doctor --folder /data");
    verb->add_option("--folder", *folder, "where projects shall lie; default: here");
    program.whenChosen(verb, [folder] { return doctor(*folder); });
}

} // namespace cw::cli
