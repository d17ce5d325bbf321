// SPDX-License-Identifier: Apache-2.0
// Decoding and header-only de-identification of one full-size synthetic mammogram.
#include "anonymizer/Deidentify.h"
#include "anonymizer/Profile.h"
#include "core/Files.h"
#include "dicom/Pixels.h"
#include "phantom/Phantom.h"

#include <benchmark/benchmark.h>
#include <cstdlib>
#include <filesystem>

using namespace cw;

namespace {

/// One synthetic patient on disk for the whole run; removed at exit.
class Specimen {
public:
    static const Specimen& get() {
        static const Specimen specimen;
        return specimen;
    }
    std::vector<std::byte> as(dicom::TransferSyntax syntax) const {
        return *dicom::encodeInstance(*dicom::readInstance(m_bytes), syntax);
    }
    const std::vector<std::byte>& bytes() const { return m_bytes; }
    const std::filesystem::path& folder() const { return m_folder; }
    ~Specimen() { std::filesystem::remove_all(m_folder); }

private:
    Specimen() {
        std::string name = (std::filesystem::temp_directory_path() / "cw-bench-XXXXXX").string();
        m_folder = mkdtemp(name.data());
        phantom::PhantomPlan plan;
        plan.patients = 1;
        const auto truth = phantom::writePhantom(m_folder / "phantom", plan);
        m_bytes = *core::readFile(m_folder / "phantom" / truth->patients[0].images[0].file);
    }
    std::filesystem::path m_folder;
    std::vector<std::byte> m_bytes;
};

void decode(benchmark::State& state, dicom::TransferSyntax syntax) {
    const auto bytes = Specimen::get().as(syntax);
    std::int64_t pixels = 0;
    for (auto _ : state) {
        const auto instance = dicom::readInstance(bytes);
        const auto image = dicom::decodeFrame(*instance, 0);
        pixels = std::int64_t(image->bytes().size());
        benchmark::DoNotOptimize(image->bytes().data());
    }
    state.SetBytesProcessed(state.iterations() * pixels);
}
BENCHMARK_CAPTURE(decode, ExplicitLittle, dicom::TransferSyntax::ExplicitLittle)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(decode, Rle, dicom::TransferSyntax::Rle)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(decode, JpegLossless, dicom::TransferSyntax::JpegLossless)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(decode, JpegLs, dicom::TransferSyntax::JpegLsLossless)
    ->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(decode, Jpeg2000, dicom::TransferSyntax::Jpeg2000Lossless)
    ->Unit(benchmark::kMillisecond);

// The peer is a whole process of dcmtk, start included, from and to the same disk.
void peerProcess(benchmark::State& state, const char* tool, dicom::TransferSyntax syntax) {
    const auto input = Specimen::get().folder() / "peer.dcm";
    if (!core::writeWhole(input, Specimen::get().as(syntax)))
        return state.SkipWithError("cannot write the peer's input");
    const auto command = std::string(tool) + " " + input.string() + " " +
                         (Specimen::get().folder() / "peer-out.dcm").string() + " 2>/dev/null";
    for (auto _ : state)
        if (std::system(command.c_str()) != 0)
            return state.SkipWithError("the peer is not installed");
}
BENCHMARK_CAPTURE(peerProcess, dcmdrle, "dcmdrle", dicom::TransferSyntax::Rle)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(peerProcess, dcmdjpeg, "dcmdjpeg", dicom::TransferSyntax::JpegLossless)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();
BENCHMARK_CAPTURE(peerProcess, dcmdjpls, "dcmdjpls", dicom::TransferSyntax::JpegLsLossless)
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

void deidentifyHeader(benchmark::State& state) {
    const anonymizer::DeidentifyContext context{
        *anonymizer::Profile::builtIn("curation"),
        anonymizer::Pseudonyms(anonymizer::PseudonymKey::forSyntheticData("bench"))};
    const auto& bytes = Specimen::get().bytes();
    for (auto _ : state)
        benchmark::DoNotOptimize(anonymizer::deidentify(bytes, context, "specimen.dcm"));
    state.SetBytesProcessed(state.iterations() * std::int64_t(bytes.size()));
}
BENCHMARK(deidentifyHeader)->Unit(benchmark::kMillisecond);

void limitCopyOfTheFile(benchmark::State& state) {
    const auto& bytes = Specimen::get().bytes();
    for (auto _ : state) {
        auto copy = bytes;
        benchmark::DoNotOptimize(copy.data());
    }
    state.SetBytesProcessed(state.iterations() * std::int64_t(bytes.size()));
}
BENCHMARK(limitCopyOfTheFile)->Unit(benchmark::kMillisecond);

} // namespace
