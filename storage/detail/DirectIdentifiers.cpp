// SPDX-License-Identifier: Apache-2.0
#include "storage/detail/DirectIdentifiers.h"

#include <algorithm>
#include <string_view>

namespace cw::storage::detail {
namespace {

enum class Match { Whole, Part };
struct Rule {
    std::string_view text; ///< lower case, letters and digits only
    Match match;
    const char* what;
};
constexpr Rule kRules[] = {
    {"name", Match::Whole, "a name"},
    {"fullname", Match::Whole, "a name"},
    {"firstname", Match::Whole, "a name"},
    {"lastname", Match::Whole, "a name"},
    {"givenname", Match::Whole, "a name"},
    {"familyname", Match::Whole, "a name"},
    {"surname", Match::Whole, "a name"},
    {"koreanname", Match::Whole, "a name"},
    {"ptname", Match::Whole, "a name"},
    {"initials", Match::Whole, "a name"},
    {"patientname", Match::Part, "a name"},
    {"patientsname", Match::Part, "a name"},
    {"nameofpatient", Match::Part, "a name"},
    {"이름", Match::Part, "a name"},
    {"성명", Match::Part, "a name"},
    {"성함", Match::Part, "a name"},
    {"환자명", Match::Part, "a name"},
    {"birth", Match::Part, "a date of birth"},
    {"dob", Match::Whole, "a date of birth"},
    {"생년월일", Match::Part, "a date of birth"},
    {"생일", Match::Part, "a date of birth"},
    {"출생", Match::Part, "a date of birth"},
    {"phone", Match::Part, "a telephone number"},
    {"mobile", Match::Part, "a telephone number"},
    {"tel", Match::Whole, "a telephone number"},
    {"cell", Match::Whole, "a telephone number"},
    {"contact", Match::Whole, "a telephone number"},
    {"전화", Match::Part, "a telephone number"},
    {"휴대", Match::Part, "a telephone number"},
    {"연락처", Match::Part, "a telephone number"},
    {"email", Match::Part, "an address"},
    {"address", Match::Part, "an address"},
    {"addr", Match::Whole, "an address"},
    {"zipcode", Match::Part, "an address"},
    {"postcode", Match::Part, "an address"},
    {"주소", Match::Part, "an address"},
    {"이메일", Match::Part, "an address"},
    {"rrn", Match::Whole, "a resident registration number"},
    {"ssn", Match::Whole, "a resident registration number"},
    {"residentreg", Match::Part, "a resident registration number"},
    {"residentno", Match::Part, "a resident registration number"},
    {"residentnumber", Match::Part, "a resident registration number"},
    {"registrationnumber", Match::Part, "a resident registration number"},
    {"registrationno", Match::Part, "a resident registration number"},
    {"socialsecurity", Match::Part, "a resident registration number"},
    {"passport", Match::Part, "a resident registration number"},
    {"주민", Match::Part, "a resident registration number"},
    {"mrn", Match::Whole, "a hospital's number of a patient"},
    {"hospitalno", Match::Part, "a hospital's number of a patient"},
    {"hospitalnumber", Match::Part, "a hospital's number of a patient"},
    {"chartno", Match::Part, "a hospital's number of a patient"},
    {"chartnumber", Match::Part, "a hospital's number of a patient"},
    {"patientid", Match::Whole, "a hospital's number of a patient"},
    {"pid", Match::Whole, "a hospital's number of a patient"},
    {"등록번호", Match::Part, "a hospital's number of a patient"},
    {"환자번호", Match::Part, "a hospital's number of a patient"},
};

bool isDigit(char c) { return c >= '0' && c <= '9'; }

/// "Patient's Name" and "patient_name" are the same column.
std::string plain(std::string_view column) {
    std::string text;
    for (const char c : column) {
        if (c >= 'A' && c <= 'Z')
            text += static_cast<char>(c - 'A' + 'a');
        else if ((c >= 'a' && c <= 'z') || isDigit(c) || static_cast<unsigned char>(c) >= 0x80)
            text += c;
    }
    return text;
}

/// Six digits, a hyphen or nothing, seven digits, and no digit on either side.
bool holdsResidentNumber(std::string_view value) {
    for (std::size_t start = 0; start < value.size(); ++start) {
        if (!isDigit(value[start]) || (start > 0 && isDigit(value[start - 1])))
            continue;
        std::size_t end = start, digits = 0;
        while (end < value.size() && (isDigit(value[end]) || (value[end] == '-' && digits == 6)))
            digits += isDigit(value[end++]);
        if (digits == 13)
            return true;
    }
    return false;
}

} // namespace

Result<void> refuseDirectIdentifiers(const std::map<std::string, std::string>& row,
                                     const core::PatientKey& patient) {
    for (const auto& [column, value] : row) {
        if (value == patient.text())
            continue;
        const auto text = plain(column);
        const auto broken = std::ranges::find_if(kRules, [&](const Rule& rule) {
            return rule.match == Match::Whole ? text == rule.text
                                              : text.find(rule.text) != std::string::npos;
        });
        if (broken != std::end(kRules))
            return fail(ErrorCode::InvalidArgument,
                        std::string("a column of the clinical table holds ") + broken->what +
                            ": direct identifiers do not enter a project");
        if (holdsResidentNumber(value))
            return fail(ErrorCode::InvalidArgument,
                        "a value of the clinical table looks like a resident registration number");
    }
    return {};
}

} // namespace cw::storage::detail
