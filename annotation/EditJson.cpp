// SPDX-License-Identifier: Apache-2.0
#include "annotation/detail/EditJson.h"
#include "annotation/detail/JsonFields.h"

namespace cw::annotation {
namespace detail {
namespace {

Json textOrNull(const std::optional<std::string>& value) { return value ? Json(*value) : Json(); }

Json number(std::size_t value) { return Json(static_cast<double>(value)); }

struct Writer {
    Json operator()(const AddFinding& e) const {
        return form("add-finding", {{"finding", json(e.finding)}});
    }
    Json operator()(const RemoveFinding& e) const {
        return form("remove-finding", {{"finding", json(e.finding)}});
    }
    Json operator()(const MoveVertex& e) const {
        return form("move-vertex", {{"lesion", Json(e.lesion.text())},
                                    {"index", number(e.index)},
                                    {"from", json(e.from)},
                                    {"to", json(e.to)}});
    }
    Json operator()(const InsertVertex& e) const {
        return form("insert-vertex", vertex(e.lesion, e.index, e.at));
    }
    Json operator()(const DeleteVertex& e) const {
        return form("delete-vertex", vertex(e.lesion, e.index, e.at));
    }
    Json operator()(const SetOutline& e) const {
        return form("set-outline", {{"lesion", Json(e.lesion.text())},
                                    {"before", json(e.before)},
                                    {"after", json(e.after)}});
    }
    Json operator()(const SetLabel& e) const {
        return form("set-label", {{"lesion", Json(e.lesion.text())},
                                  {"before", Json(e.before)},
                                  {"after", Json(e.after)}});
    }
    Json operator()(const SetAttribute& e) const {
        return form("set-attribute", {{"lesion", Json(e.lesion.text())},
                                      {"key", Json(e.key)},
                                      {"before", textOrNull(e.before)},
                                      {"after", textOrNull(e.after)}});
    }
    Json operator()(const SetAnswer& e) const {
        return form("set-answer", {{"key", Json(e.key)},
                                   {"before", textOrNull(e.before)},
                                   {"after", textOrNull(e.after)}});
    }

    Json operator()(const EditGroup& e) const {
        Json::Array edits;
        for (const auto& edit : e.edits)
            edits.push_back(std::visit(*this, edit));
        return form("group", {{"name", Json(e.name)}, {"edits", Json(std::move(edits))}});
    }

    static Json form(const char* name, Json::Object fields) {
        fields.emplace("edit", Json(name));
        return Json(std::move(fields));
    }
    static Json::Object vertex(const core::LesionId& lesion, std::size_t index, core::PointPx at) {
        return {{"lesion", Json(lesion.text())}, {"index", number(index)}, {"at", json(at)}};
    }
};

core::LesionId lesion(JsonFields& f) { return core::LesionId(f.text("lesion")); }

Finding finding(JsonFields& f) {
    auto value = findingFrom(f.required("finding"));
    if (!value)
        f.complain();
    return value.value_or(Finding{});
}

// Braces fix the order of evaluation; each reader takes exactly the fields its writer wrote.
using Reader = SingleEdit (*)(JsonFields&);
struct Form {
    std::string_view name;
    Reader read;
};
constexpr Form kForms[] = {
    {"add-finding", [](JsonFields& f) -> SingleEdit { return AddFinding{finding(f)}; }},
    {"remove-finding", [](JsonFields& f) -> SingleEdit { return RemoveFinding{finding(f)}; }},
    {"move-vertex",
     [](JsonFields& f) -> SingleEdit {
         return MoveVertex{lesion(f), f.index("index"), f.point("from"), f.point("to")};
     }},
    {"insert-vertex",
     [](JsonFields& f) -> SingleEdit {
         return InsertVertex{lesion(f), f.index("index"), f.point("at")};
     }},
    {"delete-vertex",
     [](JsonFields& f) -> SingleEdit {
         return DeleteVertex{lesion(f), f.index("index"), f.point("at")};
     }},
    {"set-outline",
     [](JsonFields& f) -> SingleEdit {
         return SetOutline{lesion(f), f.polygon("before"), f.polygon("after")};
     }},
    {"set-label",
     [](JsonFields& f) -> SingleEdit {
         return SetLabel{lesion(f), f.text("before"), f.text("after")};
     }},
    {"set-attribute",
     [](JsonFields& f) -> SingleEdit {
         return SetAttribute{lesion(f), f.text("key"), f.optionalText("before"),
                             f.optionalText("after")};
     }},
    {"set-answer",
     [](JsonFields& f) -> SingleEdit {
         return SetAnswer{f.text("key"), f.optionalText("before"), f.optionalText("after")};
     }},
};

} // namespace

Json json(const Edit& edit) { return std::visit(Writer{}, edit); }

namespace {

Result<SingleEdit> singleEditFrom(const Json& value) {
    JsonFields fields(value);
    const auto name = fields.text("edit");
    for (const auto& form : kForms) {
        if (form.name != name)
            continue;
        auto edit = form.read(fields);
        CW_CHECK(fields.finished());
        return edit;
    }
    return fail(ErrorCode::Malformed, "this kind of edit is not known");
}

} // namespace

Result<Edit> editFrom(const Json& value) {
    JsonFields fields(value);
    if (fields.text("edit") != "group") {
        CW_TRY(auto edit, singleEditFrom(value));
        return asEdit(std::move(edit));
    }
    EditGroup group{fields.text("name"), {}};
    const auto& edits = fields.array("edits");
    CW_CHECK(fields.finished());
    for (const auto& each : edits) { // a group in a group is of no known kind
        CW_TRY(auto edit, singleEditFrom(each));
        group.edits.push_back(std::move(edit));
    }
    return group;
}

} // namespace detail

std::string toJsonLine(const Edit& edit) { return detail::written(detail::json(edit)); }

Result<Edit> editFromJsonLine(std::string_view line) {
    CW_TRY(const auto value, detail::parsed(line));
    return detail::editFrom(value);
}

} // namespace cw::annotation
