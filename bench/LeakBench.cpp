// SPDX-License-Identifier: Apache-2.0
// The leak gate of one full-size mammogram, beside reading it and hashing it.
#include "anonymizer/LeakGate.h"
#include "anonymizer/detail/Identifiers.h"
#include "anonymizer/detail/PatternSearch.h"
#include "core/Files.h"
#include "core/Sha256.h"
#include "dicom/Instance.h"
#include "phantom/Phantom.h"

#include <benchmark/benchmark.h>
#include <cstring>
#include <fstream>

using namespace cw;

namespace {

/// One synthetic patient on disk; removed at exit.
class Files {
public:
    static const Files& get() {
        static const Files files;
        return files;
    }
    std::filesystem::path as(dicom::TransferSyntax syntax) const {
        const auto file = m_folder / std::string(dicom::uid(syntax));
        if (!std::filesystem::exists(file))
            (void)core::writeWhole(file, *dicom::encodeInstance(m_instance, syntax));
        return file;
    }
    std::vector<anonymizer::Identifier> identifiers() const {
        return anonymizer::identifiersOf(m_instance);
    }
    ~Files() { std::filesystem::remove_all(m_folder); }

private:
    Files() {
        std::string name = (std::filesystem::temp_directory_path() / "cw-bench-XXXXXX").string();
        m_folder = mkdtemp(name.data());
        phantom::PhantomPlan plan;
        plan.patients = 1;
        const auto truth = phantom::writePhantom(m_folder / "phantom", plan);
        m_instance = *dicom::readInstance(m_folder / "phantom" / truth->patients[0].images[0].file);
    }
    std::filesystem::path m_folder;
    dicom::Instance m_instance;
};

/// What the gate costs where nothing is found: identifiers of another patient.
std::vector<anonymizer::Identifier> foreign() {
    auto values = Files::get().identifiers();
    for (auto& each : values)
        for (char& c : each.text)
            c = c >= '0' && c <= '8' ? static_cast<char>(c + 1) : c >= 'b' && c <= 'y' ? 'q' : c;
    return values;
}

void leakGate(benchmark::State& state, dicom::TransferSyntax syntax) {
    const auto file = Files::get().as(syntax);
    const auto values = foreign();
    for (auto _ : state) {
        const anonymizer::LeakGate gate(values, "folder/patient/file.dcm");
        benchmark::DoNotOptimize(gate.check(file, "P-1/S-1/file.dcm"));
    }
    state.SetBytesProcessed(state.iterations() *
                            static_cast<std::int64_t>(std::filesystem::file_size(file)));
}
BENCHMARK_CAPTURE(leakGate, ExplicitLittle, dicom::TransferSyntax::ExplicitLittle)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(leakGate, JpegLossless, dicom::TransferSyntax::JpegLossless)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(leakGate, Rle, dicom::TransferSyntax::Rle)->Unit(benchmark::kMillisecond);

void leakGatePrepare(benchmark::State& state) {
    const auto values = foreign();
    for (auto _ : state)
        benchmark::DoNotOptimize(anonymizer::LeakGate(values, "folder/patient/file.dcm"));
    state.counters["values"] = static_cast<double>(values.size());
}
BENCHMARK(leakGatePrepare)->Unit(benchmark::kMicrosecond);

void readAlone(benchmark::State& state) {
    const auto file = Files::get().as(dicom::TransferSyntax::ExplicitLittle);
    std::vector<char> buffer(256 << 10);
    for (auto _ : state)
        for (std::ifstream in(file, std::ios::binary); in;)
            in.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
    state.SetBytesProcessed(state.iterations() *
                            static_cast<std::int64_t>(std::filesystem::file_size(file)));
}
BENCHMARK(readAlone)->Unit(benchmark::kMillisecond);

void inMemory(benchmark::State& state, int what) {
    const auto bytes = *core::readFile(Files::get().as(dicom::TransferSyntax::ExplicitLittle));
    const std::string_view text(reinterpret_cast<const char*>(bytes.data()), bytes.size());
    std::vector<std::string> words;
    for (const auto& each : foreign())
        words.push_back(each.text);
    std::vector<anonymizer::PatternSearch::Pattern> patterns;
    for (const auto& word : words)
        patterns.push_back({word, true});
    const anonymizer::PatternSearch search(patterns);
    for (auto _ : state) {
        if (what == 0)
            benchmark::DoNotOptimize(core::sha256Hex(std::span<const std::byte>(bytes)));
        if (what == 1)
            for (std::size_t at = 0; at < text.size(); at += 1 << 18)
                search.scan(text.substr(at, 1 << 18), anonymizer::Matter::Samples,
                            [](std::size_t, std::size_t) {});
        if (what == 2)
            benchmark::DoNotOptimize(std::memchr(bytes.data(), 0xEE, bytes.size()));
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(bytes.size()));
}
BENCHMARK_CAPTURE(inMemory, Sha256, 0)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(inMemory, SearchOfSamples, 1)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(inMemory, Memchr, 2)->Unit(benchmark::kMillisecond);

} // namespace
