// SPDX-License-Identifier: Apache-2.0
// The gate judged from outside: plants of a program in another language, real files, hostile ones.
#include "anonymizer/LeakGate.h"
#include "anonymizer/LeakScan.h"
#include "anonymizer/Support.h"
#include "anonymizer/detail/Identifiers.h"
#include "core/Files.h"
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

namespace cw::anonymizer {
namespace {

namespace fs = std::filesystem;
using nlohmann::json;

#define SKIP_WITHOUT_TEST_DATA()                                                                   \
    if (!fs::is_directory(cw::testing::testData()))                                                \
    GTEST_SKIP() << "no real test data (CONCORD_TEST_DATA)"

int oracle(const std::string& arguments) {
    return std::system(
        ("/usr/bin/python3 '" CW_SOURCE_DIR "/tests/anonymizer/leak_oracle.py' " + arguments)
            .c_str());
}

std::string quoted(const fs::path& path) { return "'" + path.string() + "'"; }

std::vector<Identifier> valuesOf(const json& list) {
    std::vector<Identifier> values;
    for (const json& each : list) {
        const std::string form = each["form"];
        values.push_back({form == "Name"     ? IdentifierForm::Name
                          : form == "Number" ? IdentifierForm::Number
                          : form == "Date"   ? IdentifierForm::Date
                          : form == "Uid"    ? IdentifierForm::Uid
                                             : IdentifierForm::Place,
                          each["kind"], each["text"]});
    }
    return values;
}

/// De-identifies a folder file by file as a batch does, and asks the gate of each.
struct Released {
    std::size_t written = 0, refused = 0;
    std::vector<std::string> leaks;
};

Released releaseAll(const fs::path& input, const fs::path& output, const std::string& profile) {
    Released released;
    const auto context = cw::testing::contextOf(profile);
    fs::create_directories(output);
    for (const auto& entry : fs::recursive_directory_iterator(input)) {
        if (!entry.is_regular_file())
            continue;
        const auto relative = fs::relative(entry.path(), input);
        const auto target = output / (std::to_string(released.written) + ".out");
        const auto record = deidentifyFile(entry.path(), target, context, relative);
        if (!record) {
            ++released.refused;
            continue;
        }
        ++released.written;
        static const std::vector<Identifier> none;
        const LeakGate gate(record->identifiers ? *record->identifiers : none, relative,
                            {context.profile, nullptr, entry.path()});
        const auto result = gate.check(target, "P-1/S-1/" + target.filename().string());
        if (!result) {
            released.leaks.push_back(result.error().sentence());
            continue;
        }
        for (const Leak& leak : result->leaks)
            released.leaks.push_back(leak.kind + " at " + leak.where);
    }
    return released;
}

TEST(LeakGateAndItsOracle, AgreeOnEveryPlantAndOnEveryHarmlessText) {
    const cw::testing::ScratchFolder scratch;
    const auto clean = scratch.path() / "clean.dcm", folder = scratch.path() / "plants";
    ASSERT_TRUE(
        core::writeWhole(clean, std::string_view(cw::testing::deidentifiedBytes(
                                    cw::testing::dicomFile(cw::testing::aMammogram()), "basic"))));
    ASSERT_EQ(oracle("plant " + quoted(clean) + " " + quoted(folder)), 0);
    const auto text = core::readText(folder / "plants.json");
    ASSERT_TRUE(text);
    const json plants = json::parse(*text);
    const LeakGate gate(valuesOf(plants["values"]), "in/a.dcm");
    std::size_t planted = 0, harmless = 0, wrong = 0;
    for (const json& plant : plants["plants"]) {
        const auto result =
            gate.check(folder / plant["file"].get<std::string>(), plant["path"].get<std::string>());
        ASSERT_TRUE(result);
        ++(plant["leaks"].get<bool>() ? planted : harmless);
        if (result->passed() == plant["leaks"].get<bool>() && ++wrong < 20)
            ADD_FAILURE() << plant["file"] << ": " << plant["what"]
                          << (result->passed() ? " is not found" : " is found as ")
                          << (result->passed() ? "" : result->leaks[0].where);
    }
    EXPECT_EQ(wrong, 0U);
    EXPECT_GT(planted, 2500U);
    EXPECT_GT(harmless, 1000U);
}

class RealOutputs : public ::testing::TestWithParam<const char*> {};

TEST_P(RealOutputs, PassTheGate) {
    SKIP_WITHOUT_TEST_DATA();
    for (const char* folder : {"op_dicom", "mg_dicom", "mg_dicom_transcoded", "deid", "corner",
                               "fundus_hrf/images", "fundus_chasedb1"}) {
        const cw::testing::ScratchFolder scratch;
        const auto released =
            releaseAll(cw::testing::testData() / folder, scratch.path() / "out", GetParam());
        EXPECT_GT(released.written, 0U) << folder;
        for (const std::string& leak : released.leaks)
            // Two of the odd files number their series with the patient's number, which stays.
            if (std::string_view(folder) != "corner" || !leak.ends_with(" in (0020,0011)"))
                ADD_FAILURE() << folder << ": " << leak;
    }
}
INSTANTIATE_TEST_SUITE_P(Under, RealOutputs, ::testing::Values("basic", "curation", "programme"));

TEST(RealOutputs, DoNotPassTheGateUncleaned) {
    SKIP_WITHOUT_TEST_DATA();
    const auto file = cw::testing::testData() / "op_dicom" / "sample-op.dcm";
    const auto bytes = core::readFile(file);
    ASSERT_TRUE(bytes);
    const auto identifiers = identifiersOf(*dicom::readInstance(*bytes));
    const auto result = LeakGate(identifiers, "sample-op.dcm").check(file, "P-1/a.dcm");
    ASSERT_TRUE(result);
    std::set<std::string> kinds;
    for (const Leak& leak : result->leaks)
        kinds.insert(leak.kind);
    for (const char* kind : {"PatientName", "PatientID", "PatientBirthDate", "StudyDate",
                             "InstitutionName", "StudyInstanceUID"})
        EXPECT_TRUE(kinds.contains(kind)) << kind;
}

TEST(OfflineAttack, FindsNoHashOfWhatIsKnownAndNoFormulaForTheDates) {
    SKIP_WITHOUT_TEST_DATA();
    const cw::testing::ScratchFolder scratch;
    for (const char* folder : {"deid", "op_dicom", "mg_dicom"}) {
        BatchOptions options;
        options.input = cw::testing::testData() / folder;
        options.output = scratch.path() / folder;
        fs::create_directories(options.output.parent_path());
        ASSERT_TRUE(deidentifyFolder(options, cw::testing::contextOf("curation")));
        EXPECT_EQ(oracle("attack " + quoted(options.input) + " " + quoted(options.output)), 0)
            << folder;
    }
}

TEST(OfflineAttack, WouldFindAPlainHash) {
    SKIP_WITHOUT_TEST_DATA();
    const cw::testing::ScratchFolder scratch;
    ASSERT_TRUE(core::writeWhole(scratch.path() / "o.txt", std::string_view("ID 0198ffb3")));
    const auto source = cw::testing::testData() / "deid" / "pseudo_phi_mr" / "original";
    const int clean = oracle("attack " + quoted(source) + " " + quoted(scratch.path()));
    // The planted patient ID as CTP's @hash would write it.
    ASSERT_EQ(std::system(("/usr/bin/python3 -c \"import hashlib;print('ID '+hashlib.md5("
                           "b'9894340694').hexdigest())\" > " +
                           quoted(scratch.path() / "p.txt"))
                              .c_str()),
              0);
    EXPECT_EQ(clean, 0);
    EXPECT_NE(oracle("attack " + quoted(source) + " " + quoted(scratch.path())), 0);
}

TEST(ExportReportAndLog, SayNothingOfTheSource) {
    SKIP_WITHOUT_TEST_DATA();
    const cw::testing::ScratchFolder scratch;
    // Two patients whose files have the same name, and names in folders.
    const auto input = scratch.path() / "in";
    for (const auto& [patient, id] :
         {std::pair{"Gildong^Hong", "KRID4711"}, std::pair{"Sentinella^Rosa", "KRID4712"}}) {
        auto set = cw::testing::aMammogram();
        set.put(0x00100010, "PN", patient).put(0x00100020, "LO", id);
        set.put(0x00080018, "UI", std::string("1.2.826.0.1.3680043.9.1.") + (id + 4));
        const auto folder = input / patient;
        fs::create_directories(folder);
        ASSERT_TRUE(
            core::writeWhole(folder / "RCC.dcm", std::string_view(cw::testing::dicomFile(set))));
    }
    ASSERT_TRUE(core::writeWhole(input / "broken_KRID4713.dcm", std::string_view("no")));
    BatchOptions options;
    options.input = input;
    options.output = scratch.path() / "release" / "out";
    options.report = scratch.path() / "release" / "report";
    fs::create_directories(scratch.path() / "release");
    ::testing::internal::CaptureStderr();
    ::testing::internal::CaptureStdout();
    const auto report = deidentifyFolder(options, cw::testing::contextOf("curation"));
    const std::string log =
        ::testing::internal::GetCapturedStderr() + ::testing::internal::GetCapturedStdout();
    ASSERT_TRUE(report);
    EXPECT_EQ(report->count(Outcome::Written), 2U);
    const auto scan = leakScan(input, options.output);
    ASSERT_TRUE(scan);
    ASSERT_TRUE(core::writeWhole(scratch.path() / "release" / "leaks.json", scan->toJson()));
    ASSERT_TRUE(core::writeWhole(scratch.path() / "release" / "log.txt", log));
    const std::string words = "grep Gildong Sentinella KRID4711 KRID4712 KRID4713 19610203 "
                              "20240315 'Sentinel General' RCC.dcm SERIAL998877 ACC7788991 ";
    EXPECT_EQ(oracle(words + "-- " + quoted(scratch.path() / "release")), 0);
    EXPECT_NE(oracle(words + "-- " + quoted(input)), 0);
}

TEST(HostileOutputs, NeverStopTheGate) {
    SKIP_WITHOUT_TEST_DATA();
    const std::vector<Identifier> values{
        {IdentifierForm::Name, "PatientName", "Hong^Gildong=洪^吉洞=홍^길동"},
        {IdentifierForm::Number, "PatientID", "KR2187X"}};
    const LeakGate gate(values, "a.dcm");
    const cw::testing::ScratchFolder scratch;
    std::mt19937 random(11);
    std::size_t files = 0;
    for (const char* folder : {"fuzz", "corner", "mg_dicom_transcoded", "op_dicom"})
        for (const auto& entry :
             fs::recursive_directory_iterator(cw::testing::testData() / folder)) {
            if (!entry.is_regular_file() || entry.file_size() > 3'000'000)
                continue;
            ASSERT_TRUE(gate.check(entry.path(), "a.dcm"));
            auto bytes = *core::readFile(entry.path());
            for (int round = 0; round < 3 && !bytes.empty(); ++round) {
                for (int i = 0; i < 12; ++i)
                    bytes[random() % std::min<std::size_t>(bytes.size(), 4000)] =
                        static_cast<std::byte>(i % 3 == 0 ? 0xFF : random());
                if (round == 2)
                    bytes.resize(random() % bytes.size());
                const auto file = scratch.path() / "mutant";
                ASSERT_TRUE(core::writeWhole(file, bytes));
                ASSERT_TRUE(gate.check(file, "a.dcm"));
                ++files;
            }
        }
    EXPECT_GT(files, 100U);
}

std::size_t peakKilobytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:"))
            return std::stoul(line.substr(6));
    return 0;
}

TEST(LeakGateMemory, DoesNotGrowWithTheFile) {
    // Samples of 400 MB that cost no disk.
    const auto header = [](std::size_t pixels) {
        auto set = cw::testing::aMammogram();
        std::string file = cw::testing::dicomFile(set);
        const std::string tag("\xE0\x7F\x10\x00OW\0\0", 8);
        file.resize(file.find(tag) + 8);
        for (int i = 0; i < 4; ++i)
            file += static_cast<char>(pixels >> (8 * i) & 0xFF);
        return file;
    };
    const cw::testing::ScratchFolder scratch;
    const LeakGate gate({{IdentifierForm::Number, "PatientID", "NOBODYS4711"}}, "a.dcm");
    const auto peakOf = [&](std::size_t pixels) {
        const auto file = scratch.path() / "big.dcm";
        const std::string head = header(pixels);
        EXPECT_TRUE(core::writeWhole(file, std::string_view(head)));
        fs::resize_file(file, head.size() + pixels);
        const auto result = gate.check(file, "a.dcm");
        EXPECT_TRUE(result && result->passed() && result->bytes == head.size() + pixels);
        return peakKilobytes();
    };
    const std::size_t small = peakOf(1 << 20), large = peakOf(400 << 20);
    EXPECT_LT(large - small, 8U * 1024) << "kB more for 400 MB than for 1 MB";
}

} // namespace
} // namespace cw::anonymizer
