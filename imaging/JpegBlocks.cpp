// SPDX-License-Identifier: Apache-2.0
#include "imaging/JpegBlocks.h"

#include "imaging/detail/PictureHeader.h"
#include <algorithm>
#include <array>
#include <cmath>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <cstring>
// libjpeg's header wants <cstdio> before it.
#include <jpeglib.h>

namespace cw::imaging {
namespace {

constexpr std::size_t kMostBoxes = 1000;
constexpr int kMostScans = 200; ///< a real progressive file has some ten
constexpr int kBlock = DCTSIZE;

enum class Outcome { Done, Malformed, OtherKind, TooManyScans };

struct Box {
    int left, top, right, bottom;
};

/// What libjpeg works on. Plain C inside: its errors leave by longjmp, past every destructor.
struct Session {
    jpeg_error_mgr errors{};
    jpeg_progress_mgr progress{};
    std::jmp_buf escape{};
    jpeg_decompress_struct in{};
    jpeg_compress_struct out{};
    unsigned char* written = nullptr;
    unsigned long size = 0;
    bool tooManyScans = false;
};

[[noreturn]] void leave(j_common_ptr info) {
    std::longjmp(static_cast<Session*>(info->client_data)->escape, 1);
}

void countScans(j_common_ptr info) {
    auto* session = static_cast<Session*>(info->client_data);
    if (info->is_decompressor == 0 || session->in.input_scan_number <= kMostScans)
        return;
    session->tooManyScans = true;
    leave(info);
}

int mcuWidth(const jpeg_decompress_struct& in) { return in.max_h_samp_factor * kBlock; }
int mcuHeight(const jpeg_decompress_struct& in) { return in.max_v_samp_factor * kBlock; }

/// In units of MCUs: the box and one chroma sample around it, which is smeared over it in decoding.
Box mcusOf(const jpeg_decompress_struct& in, const core::RectPx& box) {
    const auto down = [](double value, int size) {
        return static_cast<int>(std::floor(value / size));
    };
    const auto up = [](double value, int size) {
        return static_cast<int>(std::ceil(value / size));
    };
    const int h = in.max_h_samp_factor > 1 ? in.max_h_samp_factor : 0,
              v = in.max_v_samp_factor > 1 ? in.max_v_samp_factor : 0;
    return {std::max(0, down(box.left - h, mcuWidth(in))),
            std::max(0, down(box.top - v, mcuHeight(in))), up(box.right + h, mcuWidth(in)),
            up(box.bottom + v, mcuHeight(in))};
}

/// Black of the colour space that libjpeg takes the file for.
std::array<int, 4> blackOf(J_COLOR_SPACE space) {
    switch (space) {
    case JCS_YCbCr:
        return {0, 128, 128, 0};
    case JCS_YCCK: // Adobe's inverted ink: key 0 is full black
        return {0, 128, 128, 0};
    default:
        return {0, 0, 0, 0};
    }
}

/// The coefficient whose block decodes to the value; rounded away from the middle at the ends, so
/// that a coarse table still gives 0 and 255.
JCOEF evenBlock(int value, unsigned quantum) {
    const double wanted = (value - 128) * 8.0 / quantum;
    const double rounded = value <= 0     ? std::floor(wanted)
                           : value >= 255 ? std::ceil(wanted)
                                          : std::round(wanted);
    return static_cast<JCOEF>(rounded);
}

void blankComponent(Session& session, jvirt_barray_ptr array, int number, const Box& mcus,
                    int black) {
    const jpeg_component_info& component = session.in.comp_info[number];
    const JQUANT_TBL* table = component.quant_table;
    if (table == nullptr)
        table = session.in.quant_tbl_ptrs[component.quant_tbl_no];
    if (table == nullptr || table->quantval[0] == 0)
        leave(reinterpret_cast<j_common_ptr>(&session.in));
    const JCOEF dc = evenBlock(black, table->quantval[0]);
    const auto wide = static_cast<int>(component.width_in_blocks),
               high = static_cast<int>(component.height_in_blocks);
    const int right = std::min(wide, mcus.right * component.h_samp_factor),
              bottom = std::min(high, mcus.bottom * component.v_samp_factor);
    for (int row = mcus.top * component.v_samp_factor; row < bottom; ++row) {
        JBLOCKARRAY blocks =
            (*session.in.mem->access_virt_barray)(reinterpret_cast<j_common_ptr>(&session.in),
                                                  array, static_cast<JDIMENSION>(row), 1, TRUE);
        for (int column = mcus.left * component.h_samp_factor; column < right; ++column) {
            std::memset(blocks[0][column], 0, sizeof(JBLOCK));
            blocks[0][column][0] = dc;
        }
    }
}

void start(Session& session, std::span<const std::byte> jpeg) {
    session.in.err = jpeg_std_error(&session.errors);
    session.errors.error_exit = leave;
    session.errors.emit_message = [](j_common_ptr info, int level) {
        if (level < 0)
            ++info->err->num_warnings;
    };
    session.errors.output_message = [](j_common_ptr) {};
    session.in.client_data = &session;
    jpeg_create_decompress(&session.in);
    session.in.client_data = &session;
    session.progress.progress_monitor = countScans;
    session.in.progress = &session.progress;
    jpeg_mem_src(&session.in, reinterpret_cast<const unsigned char*>(jpeg.data()),
                 static_cast<unsigned long>(jpeg.size()));
    jpeg_read_header(&session.in, TRUE);
}

void write(Session& session, jvirt_barray_ptr* coefficients) {
    auto& out = session.out;
    out.err = &session.errors;
    out.client_data = &session;
    jpeg_create_compress(&out);
    out.client_data = &session;
    jpeg_mem_dest(&out, &session.written, &session.size);
    jpeg_copy_critical_parameters(&session.in, &out);
    // Marks as they were: to other readers than libjpeg a new one might tell another colour space.
    out.write_JFIF_header = session.in.saw_JFIF_marker;
    out.write_Adobe_marker = session.in.saw_Adobe_marker;
    out.restart_interval = session.in.restart_interval;
    out.arith_code = session.in.arith_code;
    out.optimize_coding = TRUE;
    if (session.in.progressive_mode)
        jpeg_simple_progression(&out);
    jpeg_write_coefficients(&out, coefficients);
    jpeg_finish_compress(&out);
}

// Nothing with a destructor may live in this function: longjmp would pass it by.
Outcome blank(Session& session, std::span<const std::byte> jpeg,
              std::span<const core::RectPx> boxes, std::span<const int> black) {
    if (setjmp(session.escape) != 0)
        return session.tooManyScans ? Outcome::TooManyScans : Outcome::Malformed;
    start(session, jpeg);
    if (session.in.data_precision != 8)
        return Outcome::OtherKind;
    jvirt_barray_ptr* coefficients = jpeg_read_coefficients(&session.in);
    if (coefficients == nullptr || session.errors.num_warnings > 0)
        return Outcome::Malformed;
    const std::array<int, 4> ownBlack = blackOf(session.in.jpeg_color_space);
    for (int i = 0; i < session.in.num_components; ++i) {
        const auto at = static_cast<std::size_t>(i);
        const int value = at < black.size() ? black[at] : at < 4 ? ownBlack[at] : 0;
        for (const core::RectPx& box : boxes)
            blankComponent(session, coefficients[i], i, mcusOf(session.in, box), value);
    }
    write(session, coefficients);
    return Outcome::Done;
}

struct Closing {
    Session& session;
    ~Closing() {
        if (session.out.err != nullptr)
            jpeg_destroy_compress(&session.out);
        if (session.in.err != nullptr)
            jpeg_destroy_decompress(&session.in);
        std::free(session.written);
    }
};

/// A frame header of a kind that libjpeg's coefficients do not cover: lossless, hierarchical, or
/// not of 8 bits.
bool isOtherKind(std::span<const std::byte> jpeg) {
    for (std::size_t i = 2; i + 4 <= jpeg.size();) {
        if (jpeg[i] != std::byte{0xFF})
            return false;
        const auto marker = std::to_integer<unsigned>(jpeg[i + 1]);
        if (marker == 0xFF) {
            ++i;
            continue;
        }
        if (marker == 0xC3 || (marker >= 0xC5 && marker <= 0xC7) || marker == 0xCB ||
            (marker >= 0xCD && marker <= 0xCF) || marker == 0xF7)
            return true;
        const bool frame = marker >= 0xC0 && marker <= 0xCA && marker != 0xC4 && marker != 0xC8;
        if (frame)
            return i + 4 < jpeg.size() && jpeg[i + 4] != std::byte{8};
        if (marker == 0xDA || marker == 0xD9)
            return false;
        i += 2 + (std::to_integer<std::size_t>(jpeg[i + 2]) << 8 |
                  std::to_integer<std::size_t>(jpeg[i + 3]));
    }
    return false;
}

} // namespace

Result<std::optional<std::vector<std::byte>>> blankJpegBlocks(std::span<const std::byte> jpeg,
                                                              std::span<const core::RectPx> boxes,
                                                              std::span<const int> black) {
    using Bytes = std::vector<std::byte>;
    if (boxes.size() > kMostBoxes)
        return fail(ErrorCode::InvalidArgument, "too many boxes for one picture");
    if (isOtherKind(jpeg))
        return std::optional<Bytes>();
    CW_CHECK(detail::readHeader(jpeg).map([](const auto&) {})); // size before libjpeg allocates
    Session session;
    const Closing closing{session};
    switch (blank(session, jpeg, boxes, black)) {
    case Outcome::Done: {
        const auto* first = reinterpret_cast<const std::byte*>(session.written);
        return std::optional(Bytes(first, first + session.size));
    }
    case Outcome::OtherKind:
        return std::optional<Bytes>();
    case Outcome::TooManyScans:
        return fail(ErrorCode::TooLarge, "the JPEG picture has more scans than any real one");
    case Outcome::Malformed:
        break;
    }
    return fail(ErrorCode::Malformed, "the JPEG picture is damaged or cut off");
}

core::RectPx blocksAround(std::span<const std::byte> jpeg, const core::RectPx& box) {
    Session session;
    const Closing closing{session};
    if (setjmp(session.escape) != 0)
        return box;
    start(session, jpeg);
    // Outside of start(), libjpeg has not yet set these.
    int h = 1, v = 1;
    for (int i = 0; i < session.in.num_components; ++i) {
        h = std::max(h, session.in.comp_info[i].h_samp_factor);
        v = std::max(v, session.in.comp_info[i].v_samp_factor);
    }
    session.in.max_h_samp_factor = h;
    session.in.max_v_samp_factor = v;
    const Box mcus = mcusOf(session.in, box);
    const int wide = h > 1 ? h : 0, high = v > 1 ? v : 0;
    return {static_cast<double>(mcus.left * mcuWidth(session.in) - wide),
            static_cast<double>(mcus.top * mcuHeight(session.in) - high),
            static_cast<double>(mcus.right * mcuWidth(session.in) + wide),
            static_cast<double>(mcus.bottom * mcuHeight(session.in) + high)};
}

} // namespace cw::imaging
