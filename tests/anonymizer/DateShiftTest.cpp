// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/DateShift.h"
#include <chrono>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

namespace cw::anonymizer {
namespace {

TEST(DateShift, CrossesMonthsYearsAndLeapDays) {
    EXPECT_EQ(shiftedDate("20240301", -1), "20240229");
    EXPECT_EQ(shiftedDate("20230301", -1), "20230228");
    EXPECT_EQ(shiftedDate("20240229", -365), "20230301");
    EXPECT_EQ(shiftedDate("20240101", -1), "20231231");
    EXPECT_EQ(shiftedDate("2024.03.15", -1), "20240314");
}

TEST(DateShift, RefusesWhatIsNoDay) {
    for (const char* text :
         {"", "00000000", "20240230", "2024031", "2024-03-15", "garbage!", "20240", "\xEC\x9D\xBC"})
        EXPECT_FALSE(shiftedDate(text, -10)) << text;
}

TEST(DateTimeShift, KeepsTimeFractionZoneAndPrecision) {
    EXPECT_EQ(shiftedDateTime("20240315235959.123456+0900", -1), "20240314235959.123456+0900");
    EXPECT_EQ(shiftedDateTime("202403151200", -31), "202402131200");
    EXPECT_EQ(shiftedDateTime("202403", -31), "202402");
    EXPECT_EQ(shiftedDateTime("2024-0500", -400), "2023-0500");
    EXPECT_FALSE(shiftedDateTime("20240315T10", -1));
    EXPECT_FALSE(shiftedDateTime("20241340", -1));
}

TEST(DateShift, TreatsAllValuesOrNone) {
    EXPECT_EQ(shiftedDates("20240102\\20240103", "DA", -1), "20240101\\20240102");
    EXPECT_FALSE(shiftedDates("20240102\\oops", "DA", -1));
}

RC_GTEST_PROP(DateShift, KeepsIntervals, ()) {
    using namespace std::chrono;
    const auto text = [](sys_days day) {
        const year_month_day date{day};
        char buffer[16];
        std::snprintf(buffer, sizeof buffer, "%04d%02u%02u", static_cast<int>(date.year()),
                      static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
        return std::string(buffer);
    };
    const sys_days base{year{2000} / 1 / 1};
    const auto first = base + days(*rc::gen::inRange(0, 9000));
    const auto second = first + days(*rc::gen::inRange(0, 4000));
    const int offset = *rc::gen::inRange(-3650, 0);
    RC_ASSERT(*shiftedDate(text(first), offset) == text(first + days(offset)));
    RC_ASSERT(*shiftedDate(text(second), offset) == text(second + days(offset)));
}

TEST(Age, AtADateCountsWholeYearsAndIsCappedAtNinety) {
    EXPECT_EQ(ageAt("19610203", "20240202"), "062Y");
    EXPECT_EQ(ageAt("19610203", "20240203"), "063Y");
    EXPECT_EQ(ageAt("20230110", "20240109"), "011M");
    EXPECT_EQ(ageAt("19200101", "20240101"), "090Y");
    EXPECT_FALSE(ageAt("20240101", "20230101"));
    EXPECT_EQ(cappedAge("093Y"), "090Y");
    EXPECT_EQ(cappedAge("089Y"), "089Y");
    EXPECT_EQ(cappedAge("011M "), "011M");
    EXPECT_FALSE(cappedAge("93"));
    EXPECT_FALSE(cappedAge("0x3Y"));
}

} // namespace
} // namespace cw::anonymizer
