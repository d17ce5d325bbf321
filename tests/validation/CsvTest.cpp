// SPDX-License-Identifier: Apache-2.0
#include "validation/Csv.h"
#include "Oracle.h"
#include "validation/Manifest.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::validation {
namespace {

using namespace testing;

Result<std::vector<Sample>> manifest(const std::string& text) {
    const ScratchFolder scratch;
    return readManifest(scratch.write("manifest.csv", text));
}

std::string refusal(const std::string& text) {
    const auto samples = manifest(text);
    if (samples)
        return "accepted";
    EXPECT_EQ(samples.error().code, ErrorCode::Malformed);
    return samples.error().sentence();
}

TEST(ReadManifest, TakesAnyOrderOfColumnsQuotesBomAndCrlf) {
    const auto samples = manifest("\xEF\xBB\xBFlabel,View,patient,image,note\r\n"
                                  "1,CC,P1,\"한글, \"\"a\"\".png\",\"two\r\nlines\"\r\n"
                                  "\r\n"
                                  "0,MLO,P2,b.png,\r\n");
    ASSERT_TRUE(samples) << samples.error().sentence();
    ASSERT_EQ(samples->size(), 2U);
    EXPECT_EQ((*samples)[0].image, "한글, \"a\".png");
    EXPECT_EQ((*samples)[0].patient, "P1");
    EXPECT_EQ((*samples)[0].label, 1);
    EXPECT_EQ((*samples)[0].view, "CC");
    EXPECT_EQ((*samples)[1].label, 0);
    EXPECT_EQ((*samples)[1].device, "");
}

TEST(ReadManifest, TakesFileForImage) {
    EXPECT_EQ(manifest("file,patient,label,sha256\na.jpg,P,0,00\n")->front().image, "a.jpg");
}

TEST(ReadManifest, NamesLineAndColumnOfAFault) {
    EXPECT_EQ(refusal("image,patient\na,b\n"), "line 1: column \"label\" is missing");
    EXPECT_EQ(refusal("image,patient,label\na,P,0\nb,P,yes\n"),
              "line 3, column label: it must be 0 or 1");
    EXPECT_EQ(refusal("image,patient,label\n\"a\nb\",P,0\nc,,1\n"),
              "line 4, column patient: it is empty");
    EXPECT_EQ(refusal("image,patient,label\na,P,0\na,Q,1\n"),
              "line 3, column image: the same image stands on an earlier line");
    EXPECT_EQ(refusal("image,patient,label\na,P\n"),
              "manifest: line 2: 2 columns, the heading has 3");
    EXPECT_EQ(refusal("image,patient,label\n\"a,P,0\n"),
              "manifest: line 2: a quoted field does not end");
    EXPECT_EQ(refusal("image,patient,label,label\na,P,0,1\n"),
              "manifest: line 1: column 4 has the name of an earlier one");
    EXPECT_EQ(refusal("image,patient,label\n"), "manifest: there is no row below the heading");
    EXPECT_NE(refusal(""), "accepted");
    EXPECT_NE(refusal("\xFF\xFEi\0m\0"), "accepted");
}

TEST(ReadManifest, NeverRepeatsAField) {
    EXPECT_EQ(refusal("image,patient,label\nSENTINEL,SENTINEL,SENTINEL\n").find("SENTINEL"),
              std::string::npos);
}

RC_GTEST_PROP(Csv, ReadsBackWhatCsvFieldWrote, ()) {
    const auto text =
        *rc::gen::container<std::string>(rc::gen::element('a', ',', '"', '\n', '\r', ' '));
    const auto table = parseCsv("x,y\n" + csvField(text) + ",end\n");
    RC_ASSERT(table.has_value());
    RC_ASSERT(table->rows.at(0).fields.at(0) == text);
}

RC_GTEST_PROP(Csv, EndsInAnAnswerOnAnyText, ()) {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::element('a', ',', '"', '\n', '\r', '\0', '\xEF', '\xBB', '\xBF'));
    const auto table = parseCsv(text);
    RC_ASSERT(table.has_value() || !table.error().message.empty());
}

TEST(FiniteNumber, RefusesEverythingElse) {
    EXPECT_EQ(finiteNumber(" +1.5e3 "), 1500.0);
    for (const char* text : {"", " ", "nan", "inf", "-inf", "1,5", "1 2", "0x10", "+-1", "1e999"})
        EXPECT_FALSE(finiteNumber(text).has_value()) << text;
}

} // namespace
} // namespace cw::validation
