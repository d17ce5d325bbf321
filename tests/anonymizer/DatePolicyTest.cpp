// SPDX-License-Identifier: Apache-2.0
#include "anonymizer/detail/DatePolicy.h"
#include "anonymizer/detail/DateShift.h"
#include <array>
#include <chrono>
#include <cstdio>
#include <gtest/gtest.h>
#include <memory>
#include <rapidcheck/gtest.h>

namespace cw::anonymizer {
namespace {

using std::chrono::sys_days;

sys_days dayOfText(const std::string& text) {
    using namespace std::chrono;
    return year{std::stoi(text.substr(0, 4))} / std::stoi(text.substr(4, 2)) /
           std::stoi(text.substr(6, 2));
}

std::string textOf(sys_days day) {
    const std::chrono::year_month_day date{day};
    std::array<char, 32> text{};
    std::snprintf(text.data(), text.size(), "%04d%02u%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return text.data();
}

/// Any day of the calendar between two years.
rc::Gen<std::string> aDay(int from, int to) {
    using namespace std::chrono;
    return rc::gen::map(rc::gen::inRange((sys_days{year{from} / 1 / 1}).time_since_epoch().count(),
                                         (sys_days{year{to} / 12 / 31}).time_since_epoch().count()),
                        [](auto count) { return textOf(sys_days{days{count}}); });
}

TEST(DateShift, AgreesWithPythonsCalendar) {
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe(
        ::popen("/usr/bin/python3 '" CW_SOURCE_DIR "/tests/anonymizer/date_oracle.py'", "r"),
        &::pclose);
    std::array<char, 16> from{}, to{};
    int days = 0, seen = 0;
    for (; pipe && std::fscanf(pipe.get(), "%15s %d %15s", from.data(), &days, to.data()) == 3;
         ++seen) {
        const std::string expected = to.data();
        const auto moved = DatePolicy::shift(days).apply(from.data(), "DA");
        ASSERT_EQ(moved.value_or("-"), expected) << from.data() << " by " << days;
    }
    EXPECT_GT(seen, 6000);
}

// deidentification.md, case 10
TEST(DatePolicy, KeepsIntervalsToTheMinuteAndTheOrderOverMidnightAndAYear) {
    for (const int days : {-1, -59, -60, -365, -366, -1461, -3650}) {
        const auto policy = DatePolicy::shift(days);
        const auto firstDay = policy.apply("20230310", "DA"),
                   firstTime = policy.apply("2358", "TM");
        const auto nextDay = policy.apply("20240309", "DA"), nextTime = policy.apply("0004", "TM");
        ASSERT_TRUE(firstDay && nextDay && firstTime && nextTime);
        EXPECT_EQ(dayOfText(*nextDay) - dayOfText(*firstDay), std::chrono::days(365));
        EXPECT_EQ(*firstTime, "2358");
        EXPECT_EQ(*nextTime, "0004");
        EXPECT_EQ(policy.apply("20230310235800", "DT"), *firstDay + "235800");
        EXPECT_EQ(policy.apply("20240309000400.5+0900", "DT"), *nextDay + "000400.5+0900");
        EXPECT_LT(*firstDay + *firstTime, *nextDay + *nextTime);
    }
}

TEST(DatePolicy, ALeapDayIsShiftedToAValidDay) {
    for (int days = -3650; days < 0; ++days) {
        const auto moved = DatePolicy::shift(days).apply("20240229", "DA");
        ASSERT_TRUE(moved);
        ASSERT_TRUE(dayOf(*moved));
        ASSERT_NE(*moved, "20240229");
    }
    EXPECT_EQ(DatePolicy::shift(-366).apply("20250301", "DA"), "20240229");
}

TEST(DatePolicy, TakesPartialValuesAtTheirMiddleAndAnswersWithAValidOne) {
    const auto policy = DatePolicy::shift(-40);
    EXPECT_EQ(policy.apply("202403", "DA"), "20240204"); // a DA has no shorter form
    EXPECT_EQ(policy.apply("2024", "DA"), "20240522");
    EXPECT_EQ(policy.apply("202403", "DT"), "202402");
    EXPECT_EQ(policy.apply("2024031514", "DT"), "2024020414");
    EXPECT_EQ(policy.apply("1423", "TM"), "1423");
    EXPECT_EQ(policy.apply("14", "TM"), "14");
}

TEST(DatePolicy, ReadsOldFormsAndWritesTodays) {
    const auto policy = DatePolicy::shift(-1);
    EXPECT_EQ(policy.apply("2024.03.15", "DA"), "20240314");
    EXPECT_EQ(policy.apply("14:23:05", "TM"), "142305");
    EXPECT_EQ(policy.apply("14:23", "TM"), "1423");
    EXPECT_EQ(policy.apply("14:23:05.25", "TM"), "142305.25");
    EXPECT_EQ(policy.apply("142305.1234567 ", "TM"), "142305.123456");
}

TEST(DatePolicy, KeepsZonesThatExist) {
    const auto policy = DatePolicy::shift(-1);
    EXPECT_EQ(policy.apply("20240301000000-1200", "DT"), "20240229000000-1200");
    EXPECT_EQ(policy.apply("20240301000000-0000", "DT"), "20240229000000+0000");
    EXPECT_EQ(policy.apply("20240301000000+1500", "DT"), std::nullopt);
    EXPECT_EQ(policy.apply("2024-2025", "DT"), std::nullopt); // a range
    EXPECT_EQ(policy.applyToZone("+0900"), "+0900");
    EXPECT_EQ(policy.applyToZone("+0900\\+1000"), "+0900\\+1000");
    EXPECT_EQ(policy.applyToZone("Hong"), std::nullopt);
    EXPECT_EQ(DatePolicy::fixed("19000101").applyToZone("+0900"), std::nullopt);
}

TEST(DatePolicy, LetsNothingThroughThatIsNoDate) {
    for (const char* text :
         {"00000000", "20240230", "20230229", "20241301", "garbage", "HongGild", "0", "20240101-",
          "20240101-20240201", "-20240101", "2024/03/15", "24/03/15", "20240315142305", "1900010",
          "\xEA\xB0\x80\xEB\x82\x98\xEB\x8B\xA4", "99999999999999999999999999999", "20240101\\x"})
        for (const auto& policy : {DatePolicy::shift(-5), DatePolicy::keep(), DatePolicy::remove()})
            EXPECT_EQ(policy.apply(text, "DA"), std::nullopt) << text;
    for (const char* text : {"250000", "1260", "142361", "1", "142", "14:2", "1423.5", "142305.",
                             "14-15", "noon", "142305+0900", "::", "14230"})
        for (const auto& policy : {DatePolicy::shift(-5), DatePolicy::keep()})
            EXPECT_EQ(policy.apply(text, "TM"), std::nullopt) << text;
    for (const char* text : {"20240315T1423", "20240315146000", "202403151", "20240315.5",
                             "20240315142305.1234567", "20240315142305+09:00", "2024-03-15"})
        EXPECT_EQ(DatePolicy::shift(-5).apply(text, "DT"), std::nullopt) << text;
    EXPECT_EQ(DatePolicy::shift(-5).apply("20240315", "LO"), std::nullopt);
    EXPECT_EQ(DatePolicy::shift(-3650).apply("00050101", "DA"), std::nullopt); // before year 1
}

TEST(DatePolicy, FixedReplacesEveryValueNonsenseToo) {
    const auto policy = DatePolicy::fixed("19000101");
    EXPECT_EQ(policy.apply("20240315", "DA"), "19000101");
    EXPECT_EQ(policy.apply("garbage", "DA"), "19000101");
    EXPECT_EQ(policy.apply("20240315\\20240316", "DA"), "19000101\\19000101");
    EXPECT_EQ(policy.apply("142305.5", "TM"), "000000");
    EXPECT_EQ(policy.apply("20240315142305+0900", "DT"), "19000101000000");
    EXPECT_EQ(DatePolicy::fixed("19000230").apply("20240315", "DA"), std::nullopt);
}

RC_GTEST_PROP(DatePolicy, AShiftKeepsIntervalsAndOrder, ()) {
    const auto first = *aDay(1800, 2200), second = *aDay(1800, 2200);
    const auto policy = DatePolicy::shift(*rc::gen::inRange(-3650, 0));
    const auto movedFirst = policy.apply(first, "DA"), movedSecond = policy.apply(second, "DA");
    RC_ASSERT(movedFirst && movedSecond);
    RC_ASSERT(dayOfText(*movedSecond) - dayOfText(*movedFirst) ==
              dayOfText(second) - dayOfText(first));
    RC_ASSERT(*movedFirst != first);
    // One study's DA, TM and DT say the same after the shift.
    RC_ASSERT(policy.apply(first + "235959.99+0900", "DT") == *movedFirst + "235959.99+0900");
}

RC_GTEST_PROP(DatePolicy, AnswersWithAValidValueOrNoneWhateverStandsThere, ()) {
    const auto text = *rc::gen::container<std::string>(
        rc::gen::elementOf(std::string("0011223456789.:+-\\ ", 19)));
    const auto vr = *rc::gen::element<std::string>("DA", "TM", "DT");
    const auto days = *rc::gen::inRange(-3650, 3650);
    const auto once = DatePolicy::shift(days).apply(text, vr);
    if (!once)
        return;
    // Its own output is a value that stays as it is.
    RC_ASSERT(DatePolicy::keep().apply(*once, vr) == *once);
    RC_ASSERT(once->find(' ') == std::string::npos);
    if (vr == "DA")
        for (std::size_t at = 0; at < once->size(); at += once->substr(at).find('\\') + 1) {
            const auto value = once->substr(at, once->find('\\', at) - at);
            RC_ASSERT(value.empty() || (value.size() == 8 && dayOf(value)));
            if (once->find('\\', at) == std::string::npos)
                break;
        }
}

TEST(Age, OverEightyNineIsNinetyInEveryUnit) {
    for (const char* age : {"090Y", "093Y", "120Y", "999Y", "1100M", "1080M", "5000W", "4697W",
                            "33000D", "32872D", "93Y", "0093Y", "093y", " 093Y "})
        EXPECT_EQ(cappedAge(age), "090Y") << age;
    EXPECT_EQ(cappedAge("089Y"), "089Y");
    EXPECT_EQ(cappedAge("999M"), "999M");
    EXPECT_EQ(cappedAge("1079M"), "089Y"); // no AS has four digits
    EXPECT_EQ(cappedAge("4690W"), "089Y");
    EXPECT_EQ(cappedAge("6M"), "006M");
}

TEST(Age, RefusesNonsense) {
    for (const char* age : {"", "Y", "093", "093 ", "-93Y", "9 3Y", "93YY", "ninety", "93.5Y",
                            "093Z", "9999999999999999999Y", "\xED\x99\x8D"})
        EXPECT_EQ(cappedAge(age), std::nullopt) << age;
}

// deidentification.md, case 11
RC_GTEST_PROP(Age, IsTheSameBetweenShiftedDatesButForADayAroundLeapDays, ()) {
    const auto birth = *aDay(1900, 2024), study = *aDay(1900, 2024);
    RC_PRE(birth <= study);
    const int days = *rc::gen::inRange(-3650, 0);
    const auto before = ageAt(birth, study);
    const auto after = ageAt(*shiftedDate(birth, days), *shiftedDate(study, days));
    RC_ASSERT(before && after && before->size() == 4);
    RC_ASSERT(*before <= "090Y");
    if (before->back() == 'Y' && after->back() == 'Y')
        RC_ASSERT(std::abs(std::stoi(*before) - std::stoi(*after)) <= 1);
}

} // namespace
} // namespace cw::anonymizer
