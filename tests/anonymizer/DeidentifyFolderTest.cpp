// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/ReleaseGate.h"
#include "anonymizer/Support.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include "imaging/Picture.h"
#include <algorithm>
#include <map>
#include <mutex>
#include <set>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;
using cw::testing::aMammogram;
using cw::testing::dicomFile;

void write(const fs::path& file, const std::string& text) {
    fs::create_directories(file.parent_path());
    ASSERT_TRUE(core::writeWhole(file, std::string_view(text)));
}

std::string mammogramOf(const std::string& patient, const std::string& uid) {
    auto set = aMammogram();
    set.put(0x00100020, "LO", patient).put(0x00080018, "UI", uid);
    return dicomFile(set);
}

/// Two patients with the same file names, a picture with a Korean path, and all sorts of junk.
void hospitalExport(const fs::path& folder) {
    for (int i = 0; i < 4; ++i) {
        const std::string n = std::to_string(i);
        write(folder / "Kim" / ("view" + n + ".dcm"), mammogramOf("KIM", "1.2.826.0.1.1." + n));
        write(folder / "Lee" / ("view" + n + ".dcm"), mammogramOf("LEE", "1.2.826.0.1.2." + n));
    }
    auto image =
        core::Image::create(8, 8, 3, core::SampleType::U8, core::PixelMeaning::Rgb).value();
    write(folder / "안저" / "홍길동_L.png", cw::testing::textOf(imaging::encodePng(image).value()));
    write(folder / "junk" / "zero.dcm", "");
    write(folder / "junk" / "notes.txt", "Hong Gildong");
    const std::string whole = mammogramOf("CUT", "1.2.826.0.1.3.1");
    write(folder / "junk" / "truncated.dcm", whole.substr(0, whole.size() / 2));
    write(folder / "junk" / "liar.dcm", std::string(128, 'x') + "DICM" + std::string(400, '\xEE'));
    write(folder / "junk" / "half.png",
          cw::testing::textOf(imaging::encodePng(image).value()).substr(0, 40));
    fs::create_symlink("/etc/hostname", folder / "junk" / "link.dcm");
}

std::map<std::string, std::string> hashesUnder(const fs::path& folder) {
    std::map<std::string, std::string> hashes;
    for (const auto& entry : fs::recursive_directory_iterator(folder))
        if (entry.is_regular_file())
            hashes[fs::relative(entry.path(), folder).string()] =
                core::sha256Hex(*core::readFile(entry.path()));
    return hashes;
}

/// The report of a run, and every item of it in the order of commits.
struct Ran {
    Result<BatchReport> report = fail(ErrorCode::Internal, "did not run");
    std::vector<BatchItem> items;
    explicit operator bool() const { return report.has_value(); }
    const BatchReport* operator->() const { return &*report; }
    const Error& error() const { return report.error(); }
};

Ran runWith(BatchOptions options, const DeidentifyContext& context) {
    Ran ran;
    options.each = [&](const BatchItem& item) { ran.items.push_back(item); };
    ran.report = deidentifyFolder(options, context);
    return ran;
}

/// The tree that goes out: everything but the program's own files.
std::map<std::string, std::string> treeUnder(const fs::path& folder) {
    auto hashes = hashesUnder(folder);
    std::erase_if(hashes, [](const auto& entry) { return entry.first.starts_with(".concord-"); });
    return hashes;
}

class FolderTest : public ::testing::Test {
protected:
    void SetUp() override { hospitalExport(input()); }
    fs::path input() const { return m_scratch.path() / "in"; }
    fs::path output(const char* name = "out") const { return m_scratch.path() / name; }
    fs::path report() const { return m_scratch.path() / "report"; }
    BatchOptions optionsFor(const fs::path& out, bool resume = false, int workers = 2) const {
        BatchOptions options;
        options.input = input();
        options.output = out;
        options.report = report();
        options.workers = workers;
        options.resume = resume;
        return options;
    }
    Ran run(const fs::path& out, bool resume = false, int workers = 2) const {
        return runWith(optionsFor(out, resume, workers), cw::testing::contextOf("curation"));
    }
    cw::testing::ScratchFolder m_scratch;
};

TEST_F(FolderTest, WritesEveryImageAndQuarantinesTheRestWithAReason) {
    const auto ran = run(output());
    ASSERT_TRUE(ran) << ran.error().sentence();
    EXPECT_EQ(ran.items.size(), 15U);
    EXPECT_EQ(ran->input, 15U);
    EXPECT_EQ(ran->count(Outcome::Written), 9U);
    EXPECT_EQ(ran->count(Outcome::Quarantined), 6U);
    EXPECT_EQ(ran->outputsFound, 9U);
    EXPECT_TRUE(ran->reconciles());
    for (const BatchItem& item : ran.items) {
        EXPECT_EQ(item.outcome == Outcome::Quarantined, !item.reason.empty());
        EXPECT_EQ(item.outcome == Outcome::Written,
                  fs::exists(output() / item.output) && !item.output.empty());
    }
}

TEST_F(FolderTest, SaysNothingOfTheSourcesInNamesReportOrJournal) {
    ASSERT_TRUE(run(output()));
    std::string all = *core::readText(output() / ".concord-journal.jsonl");
    for (const char* file : {"report.json", "items.jsonl", "report.sha256"})
        all += *core::readText(report() / file);
    for (const auto& entry : fs::recursive_directory_iterator(output()))
        all += entry.path().filename().string() + "\n";
    for (const char* word :
         {"Kim", "KIM", "Lee", "LEE", "view", "홍", "안저", "notes", "zero", "Sentin", "junk"})
        EXPECT_FALSE(cw::testing::contains(all, word)) << word;
}

TEST_F(FolderTest, TakesFilesInAnOrderThatIsNotTheAlphabet) {
    // Whoever sees the order of the outputs must not learn the rank of a name among the names.
    for (int i = 0; i < 40; ++i)
        write(input() / "flat" / ("p" + std::to_string(100 + i) + ".dcm"),
              mammogramOf("P" + std::to_string(100 + i), "1.2.826.0.1.9." + std::to_string(i)));
    const auto ran = run(output(), false, 1);
    ASSERT_TRUE(ran);
    std::vector<std::string> alphabetical, taken;
    const auto context = cw::testing::contextOf("curation");
    std::set<std::string> flat;
    for (int i = 0; i < 40; ++i) {
        alphabetical.push_back(sourceToken(context, "flat/p" + std::to_string(100 + i) + ".dcm"));
        flat.insert(alphabetical.back());
    }
    for (const BatchItem& item : ran.items)
        if (flat.contains(item.source))
            taken.push_back(item.source);
    ASSERT_EQ(taken.size(), alphabetical.size());
    EXPECT_NE(taken, alphabetical);
    EXPECT_TRUE(std::ranges::is_sorted(taken));
}

TEST_F(FolderTest, ReportsStateOfChecksAndHashesThatSha256sumConfirms) {
    ASSERT_TRUE(run(output()));
    const std::string text = *core::readText(report() / "report.json");
    EXPECT_TRUE(cw::testing::contains(text, "\"leak_gate\": false"));
    EXPECT_TRUE(cw::testing::contains(text, "\"pixel_check\": false"));
    EXPECT_TRUE(cw::testing::contains(text, "\"edition\": \"PS3.15 2026c\""));
    EXPECT_TRUE(cw::testing::contains(text, "\"reconciles\": true"));
    const std::string check =
        "cd '" + report().string() + "' && sha256sum --check --quiet report.sha256";
    EXPECT_EQ(std::system(check.c_str()), 0);
}

/// Case 17: two patients, one file name; and one UID under two contents.
TEST_F(FolderTest, NamesOutputsByPatientStudyAndUidWithoutLosingOneToACollision) {
    auto twin = aMammogram();
    twin.put(0x00100020, "LO", "KIM")
        .put(0x00080018, "UI", "1.2.826.0.1.1.0")
        .put(0x00181164, "DS", "0.2\\0.2");
    write(input() / "Kim" / "z-twin.dcm", dicomFile(twin));
    // The very same bytes under another name are a file of their own, too.
    write(input() / "copy" / "RCC.dcm", mammogramOf("KIM", "1.2.826.0.1.1.0"));
    const auto ran = run(output());
    ASSERT_TRUE(ran);
    EXPECT_EQ(ran->count(Outcome::Written), 11U);
    std::set<fs::path> names;
    for (const BatchItem& item : ran.items)
        if (item.outcome == Outcome::Written) {
            EXPECT_EQ(std::distance(item.output.begin(), item.output.end()), 3);
            names.insert(item.output);
        }
    EXPECT_EQ(names.size(), 11U);
    EXPECT_TRUE(ran->reconciles());
}

/// Case 8: a patient of last week's export, under other names and beside a new image.
TEST_F(FolderTest, KnowsAPatientAgainInALaterExport) {
    const fs::path later = m_scratch.path() / "later";
    write(later / "Friday" / "a.dcm", mammogramOf("KIM", "1.2.826.0.1.1.0"));
    write(later / "Friday" / "b.dcm", mammogramOf("KIM", "1.2.826.0.1.1.77"));
    ASSERT_TRUE(run(output()));
    auto options = optionsFor(output("again"));
    options.input = later;
    options.report.reset();
    ASSERT_TRUE(deidentifyFolder(options, cw::testing::contextOf("curation")));
    options.output = output("other key");
    ASSERT_TRUE(deidentifyFolder(options, cw::testing::contextOf("curation", "other")));
    const auto first = treeUnder(output()), again = treeUnder(output("again")),
               other = treeUnder(output("other key"));
    ASSERT_TRUE(again.size() == 2 && other.size() == 2);
    const auto old =
        std::ranges::find_if(again, [&](const auto& e) { return first.contains(e.first); });
    ASSERT_NE(old, again.end());
    EXPECT_EQ(old->second, first.at(old->first)) << "the same image is the same bytes";
    const auto known = dicom::readInstance(output("again") / old->first).value();
    for (const auto& [name, hash] : again) {
        EXPECT_EQ(fs::path(name).parent_path(), fs::path(old->first).parent_path());
        const auto instance = dicom::readInstance(output("again") / name).value();
        for (const dicom::Tag tag :
             {dicom::Tag{0x0010, 0x0020}, {0x0020, 0x000D}, {0x0020, 0x000E}, {0x0008, 0x0020}})
            EXPECT_EQ(instance.text(tag), known.text(tag)) << dicom::text(tag);
    }
    for (const auto& [name, hash] : other)
        EXPECT_NE(*fs::path(name).begin(), *fs::path(old->first).begin());
}

/// Case 20.
TEST_F(FolderTest, DoesNotCopyADirectoryOfItsSource) {
    cw::testing::DataSet directory;
    directory.put(0x00080016, "UI", "1.2.840.10008.1.3.10")
        .put(0x00080018, "UI", "1.2.3")
        .sequence(0x00041220, {cw::testing::DataSet().put(0x00100010, "PN", "CANARY")});
    write(input() / "DICOMDIR", dicomFile(directory));
    const auto ran = run(output());
    ASSERT_TRUE(ran) << ran.error().sentence();
    EXPECT_EQ(ran->count(Outcome::Written), 9U);
    EXPECT_EQ(ran->count(Outcome::Quarantined), 7U);
    EXPECT_TRUE(ran->reconciles());
    EXPECT_TRUE(std::ranges::any_of(ran.items, [](const BatchItem& item) {
        return cw::testing::contains(item.reason, "DICOMDIR");
    }));
    for (const auto& [name, hash] : treeUnder(output()))
        EXPECT_FALSE(cw::testing::contains(
            name + cw::testing::textOf(*core::readFile(output() / name)), "CANARY"));
    EXPECT_EQ(treeUnder(output()).size(), 9U);
}

TEST_F(FolderTest, GivesCollidingFilesTheSameNamesHoweverOftenItWasStopped) {
    for (int i = 0; i < 12; ++i) {
        auto twin = aMammogram();
        twin.put(0x00100020, "LO", "KIM")
            .put(0x00080018, "UI", "1.2.826.0.1.1.0")
            .put(0x00181164, "DS", "0." + std::to_string(i + 1) + "\\0.2");
        write(input() / ("twin" + std::to_string(i % 3)) / (std::to_string(i) + ".dcm"),
              dicomFile(twin));
    }
    ASSERT_TRUE(run(output("whole"), false, 1));
    const auto whole = treeUnder(output("whole"));
    EXPECT_EQ(whole.size(), 21U);
    for (int stopAfter = 1; stopAfter < 24; stopAfter += 3) {
        core::CancelToken cancel;
        const auto out = output("stopped");
        fs::remove_all(out);
        auto options = optionsFor(out, false, 3);
        std::size_t gated = 0;
        std::mutex mutex;
        options.gate = [&](const FileInHand&) -> Result<GateFinding> {
            const std::lock_guard lock(mutex);
            if (++gated == static_cast<std::size_t>(stopAfter))
                cancel.cancel();
            return GateFinding{};
        };
        const auto stopped =
            deidentifyFolder(options, cw::testing::contextOf("curation"), {}, &cancel);
        options.resume = true;
        ASSERT_TRUE(deidentifyFolder(options, cw::testing::contextOf("curation")));
        EXPECT_EQ(treeUnder(out), whole) << stopAfter;
    }
}

TEST_F(FolderTest, LeavesTheSameTreeAndJournalWithAnyNumberOfWorkers) {
    ASSERT_TRUE(run(output("one"), false, 1));
    ASSERT_TRUE(run(output("four"), false, 4));
    EXPECT_EQ(hashesUnder(output("one")), hashesUnder(output("four")));
}

TEST_F(FolderTest, ResumesToTheSameTreeWhateverWasDoneToTheOutput) {
    ASSERT_TRUE(run(output("whole")));
    ASSERT_TRUE(run(output("killed")));
    const auto whole = hashesUnder(output("whole"));
    // What a kill leaves: a journal cut in the middle of a line, leftover temporaries; what people
    // do: a file missing, a file damaged, one damaged without changing its size.
    const auto journal = output("killed") / ".concord-journal.jsonl";
    const std::string text = *core::readText(journal);
    fs::remove(journal);
    write(journal, text.substr(0, text.size() - 60));
    write(output("killed") / ".concord-tmp" / "7", "half a file");
    int n = 0;
    for (const auto& [name, hash] : whole) {
        if (name.starts_with('.'))
            continue;
        const auto file = output("killed") / name;
        if (n == 0)
            fs::remove(file);
        if (n == 1)
            write(file, "damaged");
        if (n == 2) {
            write(file, std::string(fs::file_size(file), 'x'));
            fs::last_write_time(file, fs::last_write_time(journal) + std::chrono::seconds(5));
        }
        ++n;
    }
    EXPECT_EQ(run(output("killed")).error().code, ErrorCode::Conflict); // not without --resume
    // A line is cut only while its file has no name yet.
    std::string lines = text.substr(0, text.size() - 60);
    lines.resize(lines.rfind('\n'));
    for (const auto& [name, hash] : whole)
        if (!name.starts_with('.') && !cw::testing::contains(lines, name))
            fs::remove(output("killed") / name);
    const auto ran = run(output("killed"), true);
    ASSERT_TRUE(ran) << ran.error().sentence();
    EXPECT_EQ(ran->count(Outcome::AlreadyThere), 5U);
    EXPECT_EQ(ran->count(Outcome::Written), 4U);
    EXPECT_EQ(treeUnder(output("killed")), treeUnder(output("whole")));
    EXPECT_EQ(hashesUnder(output("killed")), whole) << "the journal is the same, too";
    EXPECT_FALSE(fs::exists(output("killed") / ".concord-tmp"));
    const auto again = run(output("killed"), true);
    EXPECT_EQ(again->count(Outcome::AlreadyThere), 9U);
    EXPECT_TRUE(again->reconciles());
}

TEST_F(FolderTest, TellsTheStewardWhichWordsOfManyPatientsItDroppedAndNoFile) {
    for (int i = 0; i < 12; ++i) {
        const std::string n = std::to_string(i);
        auto set = aMammogram();
        set.put(0x00100020, "LO", "ID" + n)
            .put(0x00080018, "UI", "1.2.826.0.1.7." + n)
            .put(0x00081030, "LO", i == 0 ? "MAMMO VAPPX QUOKKA" : "MAMMO VAPPX");
        write(input() / "many" / (n + ".dcm"), dicomFile(set));
    }
    const auto ran = run(output());
    ASSERT_TRUE(ran) << ran.error().sentence();
    ASSERT_EQ(ran->droppedWords.size(), 1U);
    EXPECT_EQ(ran->droppedWords.front().first, "vappx");
    EXPECT_EQ(ran->droppedWords.front().second, 12U);
    for (const char* file : {"report.json", "items.jsonl"})
        EXPECT_EQ(core::readText(report() / file)->find("vappx"), std::string::npos) << file;
}

TEST_F(FolderTest, TakesItsOwnOutputThroughTheGateAsItIs) {
    const auto context = cw::testing::contextOf("curation");
    auto options = optionsFor(output("once"));
    options.gate = asReleaseGate(context.profile);
    ASSERT_TRUE(runWith(options, context));
    options.input = output("once");
    options.output = output("twice");
    const auto again = runWith(options, context);
    ASSERT_TRUE(again) << again.error().sentence();
    EXPECT_EQ(again->input, 9U) << "its journal and lock are no images";
    EXPECT_EQ(again->count(Outcome::Written), 9U);
    auto once = treeUnder(output("once")), twice = treeUnder(output("twice"));
    const auto isPicture = [](const auto& entry) { return entry.first.ends_with(".png"); };
    std::erase_if(once, isPicture); // a picture carries no seal: its name is its only identity
    std::erase_if(twice, isPicture);
    EXPECT_EQ(once, twice);
}

TEST_F(FolderTest, WritesASourceAgainThatChangedSince) {
    ASSERT_TRUE(run(output()));
    auto changed = aMammogram();
    changed.put(0x00100020, "LO", "KIM")
        .put(0x00080018, "UI", "1.2.826.0.1.1.0")
        .put(0x00181164, "DS", "0.25\\0.25");
    fs::remove(input() / "Kim" / "view0.dcm");
    write(input() / "Kim" / "view0.dcm", dicomFile(changed));
    const auto ran = run(output(), true);
    ASSERT_TRUE(ran);
    EXPECT_EQ(ran->count(Outcome::Written), 1U);
    EXPECT_EQ(ran->count(Outcome::AlreadyThere), 8U);
    EXPECT_TRUE(ran->reconciles()) << "the new file stands in the old one's place";
}

TEST_F(FolderTest, SaysSoWhenTheOutputHoldsMoreThanItShould) {
    ASSERT_TRUE(run(output()));
    fs::remove(input() / "Kim" / "view0.dcm");
    const auto ran = run(output(), true);
    ASSERT_TRUE(ran);
    EXPECT_FALSE(ran->reconciles());
    EXPECT_EQ(ran->outputsFound, 9U);
    EXPECT_EQ(ran->count(Outcome::AlreadyThere), 8U);
}

TEST_F(FolderTest, QuarantinesWhatTheGateStopsAndNamesTheKindOnly) {
    auto options = optionsFor(output());
    options.gate = [](const FileInHand& file) -> Result<GateFinding> {
        EXPECT_TRUE(fs::exists(file.output));
        EXPECT_EQ(file.name.begin()->string().substr(0, 2), "P-");
        if (file.relative.filename() == "view1.dcm")
            return GateFinding{{"PatientName", "PatientID", "PatientName"}, ""};
        return GateFinding{};
    };
    const auto ran = runWith(options, cw::testing::contextOf("curation"));
    ASSERT_TRUE(ran) << ran.error().sentence();
    EXPECT_EQ(ran->count(Outcome::Written), 7U);
    EXPECT_EQ(ran->leaked, 2U);
    EXPECT_TRUE(ran->gate);
    EXPECT_TRUE(ran->reconciles());
    EXPECT_EQ(ran->reasons.at("the leak gate found PatientID, PatientName"), 2U);
    for (const BatchItem& item : ran.items)
        if (item.outcome == Outcome::Written) {
            EXPECT_EQ(item.record.outputSha256,
                      core::sha256Hex(*core::readFile(output() / item.output)));
        }
}

TEST_F(FolderTest, TakesBackWhatWasWrittenWithoutTheGateThatStopsItNow) {
    ASSERT_TRUE(run(output()));
    auto options = optionsFor(output(), true);
    options.gate = [](const FileInHand& file) -> Result<GateFinding> {
        return file.relative.filename() == "view1.dcm" ? GateFinding{{"PatientName"}, ""}
                                                       : GateFinding{};
    };
    const auto ran = runWith(options, cw::testing::contextOf("curation"));
    ASSERT_TRUE(ran);
    EXPECT_EQ(ran->count(Outcome::AlreadyThere), 0U) << "none of them had passed a gate";
    EXPECT_EQ(ran->count(Outcome::Written), 7U);
    EXPECT_EQ(ran->outputsFound, 7U);
    EXPECT_TRUE(ran->reconciles());
}

TEST_F(FolderTest, HoldsWhatIsUndecidedAndWritesItOnceItIsDecided) {
    auto options = optionsFor(output());
    bool decided = false;
    options.pixels = [&](const FileInHand& file) -> Result<PixelAnswer> {
        PixelAnswer answer;
        answer.held = !decided && file.relative.filename() == "view2.dcm";
        if (answer.held)
            answer.why = "writing in the picture awaits a decision";
        else if (file.relative.filename() == "view2.dcm") {
            answer.hidden = *core::readFile(file.source);
            answer.cleaned = true;
        }
        return answer;
    };
    auto ran = runWith(options, cw::testing::contextOf("curation"));
    ASSERT_TRUE(ran) << ran.error().sentence();
    EXPECT_EQ(ran->count(Outcome::Held), 2U);
    EXPECT_EQ(ran->count(Outcome::Written), 7U);
    EXPECT_TRUE(ran->reconciles());
    decided = true;
    options.resume = true;
    ran = runWith(options, cw::testing::contextOf("curation"));
    ASSERT_TRUE(ran);
    EXPECT_EQ(ran->count(Outcome::Held), 0U);
    EXPECT_EQ(ran->count(Outcome::AlreadyThere), 7U);
    EXPECT_EQ(ran->count(Outcome::Written), 2U);
    EXPECT_TRUE(ran->reconciles());
}

TEST_F(FolderTest, CopiesQuarantinedSourcesForTheStewardWhenAskedTo) {
    auto options = optionsFor(output());
    options.quarantine = m_scratch.path() / "quarantine";
    const auto ran = runWith(options, cw::testing::contextOf("curation"));
    ASSERT_TRUE(ran) << ran.error().sentence();
    const auto copies = hashesUnder(*options.quarantine);
    EXPECT_EQ(copies.size(), 5U) << "all but the link";
    const auto token = sourceToken(cw::testing::contextOf("curation"), "junk/notes.txt");
    EXPECT_EQ(*core::readText(*options.quarantine / token), "Hong Gildong");
    options.resume = true;
    options.quarantine = output() / "quarantine";
    EXPECT_EQ(runWith(options, cw::testing::contextOf("curation")).error().code,
              ErrorCode::InvalidArgument);
}

TEST_F(FolderTest, RefusesNestedFoldersAnotherKeyAndAMissingInput) {
    EXPECT_EQ(run(input() / "out").error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(run(m_scratch.path()).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(run(input()).error().code, ErrorCode::InvalidArgument);
    EXPECT_EQ(run(m_scratch.path() / "elsewhere" / ".." / "in" / "deep").error().code,
              ErrorCode::InvalidArgument);
    ASSERT_TRUE(run(output()));
    BatchOptions options;
    options.input = input();
    options.output = output();
    options.resume = true;
    EXPECT_EQ(deidentifyFolder(options, cw::testing::contextOf("curation", "other")).error().code,
              ErrorCode::Conflict);
    EXPECT_EQ(deidentifyFolder(options, cw::testing::contextOf("basic")).error().code,
              ErrorCode::Conflict);
    options.input = m_scratch.path() / "none";
    EXPECT_EQ(deidentifyFolder(options, cw::testing::contextOf("basic")).error().code,
              ErrorCode::NotFound);
}

TEST_F(FolderTest, StopsWhenAskedAndGoesOnLater) {
    core::CancelToken cancel;
    auto options = optionsFor(output());
    options.gate = [&](const FileInHand&) -> Result<GateFinding> {
        cancel.cancel();
        return GateFinding{};
    };
    const auto stopped = deidentifyFolder(options, cw::testing::contextOf("curation"), {}, &cancel);
    ASSERT_FALSE(stopped);
    EXPECT_EQ(stopped.error().code, ErrorCode::Cancelled);
    EXPECT_FALSE(fs::exists(output() / ".concord-tmp"));
    ASSERT_TRUE(run(output("whole")));
    ASSERT_TRUE(run(output(), true));
    EXPECT_EQ(treeUnder(output()), treeUnder(output("whole")));
}

TEST_F(FolderTest, TellsFilesAndBytesAndEndsWithAllOfThem) {
    auto options = optionsFor(output());
    core::Work last;
    options.work = [&](const core::Work& work) {
        EXPECT_GE(work.files, last.files);
        EXPECT_GE(work.bytes, last.bytes);
        last = work;
    };
    ASSERT_TRUE(runWith(options, cw::testing::contextOf("curation")));
    EXPECT_EQ(last.files, 15U);
    EXPECT_GT(last.bytes, 9U * 1000U);
}

} // namespace
} // namespace cw::anonymizer
