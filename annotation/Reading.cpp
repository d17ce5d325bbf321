// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/JsonFields.h"
#include "annotation/detail/ReadingJson.h"
#include "core/Sha256.h"
#include <algorithm>

namespace cw::annotation {
namespace {
constexpr const char* kSchema = "concord-reading-1";
}

namespace detail {

Json json(const Reading& reading, WithId withId) {
    std::vector<const Finding*> sorted;
    for (const auto& finding : reading.findings)
        sorted.push_back(&finding);
    std::ranges::sort(sorted, {}, [](const Finding* f) { return f->id; });
    Json::Array findings;
    for (const auto* finding : sorted)
        findings.push_back(json(*finding));

    Json::Object form{{"schema", Json(kSchema)},
                      {"case", Json(reading.caseId.text())},
                      {"reader", Json(reading.reader.text())},
                      {"submittedAt", Json(reading.submittedAt)},
                      {"answers", json(reading.answers)},
                      {"findings", Json(std::move(findings))}};
    if (withId == WithId::Yes)
        form.emplace("id", Json(reading.id.text()));
    return Json(std::move(form));
}

Result<Reading> readingFrom(const Json& value) {
    JsonFields fields(value);
    if (fields.text("schema") != kSchema)
        return fail(ErrorCode::Malformed, "this is not a reading of a kind this version knows");
    Reading reading;
    reading.caseId = core::CaseId(fields.text("case"));
    reading.reader = core::ReaderId(fields.text("reader"));
    reading.submittedAt = fields.text("submittedAt");
    reading.answers = fields.texts("answers");
    const auto& findings = fields.array("findings");
    const auto claimedId = fields.optionalText("id");
    CW_CHECK(fields.finished());
    CW_TRY(reading.findings, findingsFrom(findings));
    reading = sealed(std::move(reading));
    if (claimedId && *claimedId != reading.id.text())
        return fail(ErrorCode::Corrupt, "the reading no longer matches its hash");
    return reading;
}

} // namespace detail

std::string canonicalJson(const Reading& reading) {
    return detail::written(detail::json(reading, detail::WithId::No));
}

std::string toJson(const Reading& reading) {
    return detail::written(detail::json(reading, detail::WithId::Yes));
}

Result<Reading> readingFromJson(std::string_view json) {
    CW_TRY(const auto value, detail::parsed(json));
    return detail::readingFrom(value);
}

Reading sealed(Reading reading) {
    std::ranges::sort(reading.findings, {}, &Finding::id);
    reading.id = core::ReadingId(core::sha256Hex(canonicalJson(reading)));
    return reading;
}

} // namespace cw::annotation
