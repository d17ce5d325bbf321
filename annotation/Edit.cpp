// SPDX-License-Identifier: Apache-2.0
#include "annotation/Edit.h"

#include <type_traits>
#include <utility>

namespace cw::annotation {
namespace {

struct Inverter {
    SingleEdit operator()(const AddFinding& e) const { return RemoveFinding{e.finding}; }
    SingleEdit operator()(const RemoveFinding& e) const { return AddFinding{e.finding}; }
    SingleEdit operator()(const MoveVertex& e) const {
        return MoveVertex{e.lesion, e.index, e.to, e.from};
    }
    SingleEdit operator()(const InsertVertex& e) const {
        return DeleteVertex{e.lesion, e.index, e.at};
    }
    SingleEdit operator()(const DeleteVertex& e) const {
        return InsertVertex{e.lesion, e.index, e.at};
    }
    SingleEdit operator()(const SetOutline& e) const {
        return SetOutline{e.lesion, e.after, e.before};
    }
    SingleEdit operator()(const SetLabel& e) const { return SetLabel{e.lesion, e.after, e.before}; }
    SingleEdit operator()(const SetAttribute& e) const {
        return SetAttribute{e.lesion, e.key, e.after, e.before};
    }
    SingleEdit operator()(const SetAnswer& e) const { return SetAnswer{e.key, e.after, e.before}; }
};

struct Describer {
    std::string operator()(const AddFinding& e) const { return "add " + what(e.finding.label); }
    std::string operator()(const RemoveFinding& e) const {
        return "remove " + what(e.finding.label);
    }
    std::string operator()(const MoveVertex&) const { return "move vertex"; }
    std::string operator()(const InsertVertex&) const { return "insert vertex"; }
    std::string operator()(const DeleteVertex&) const { return "delete vertex"; }
    std::string operator()(const SetOutline&) const { return "change outline"; }
    std::string operator()(const SetLabel&) const { return "change label"; }
    std::string operator()(const SetAttribute& e) const {
        return (e.after ? "set " : "clear ") + e.key;
    }
    std::string operator()(const SetAnswer& e) const {
        return (e.after ? "set " : "clear ") + e.key;
    }
    std::string operator()(const EditGroup& e) const { return e.name; }

    static std::string what(const std::string& label) { return label.empty() ? "finding" : label; }
};

} // namespace

Edit asEdit(SingleEdit edit) {
    return std::visit([](auto&& one) -> Edit { return std::forward<decltype(one)>(one); },
                      std::move(edit));
}

Edit inverse(const Edit& edit) {
    if (const auto* group = std::get_if<EditGroup>(&edit)) {
        EditGroup backwards{group->name, {}};
        for (auto it = group->edits.rbegin(); it != group->edits.rend(); ++it)
            backwards.edits.push_back(std::visit(Inverter{}, *it));
        return backwards;
    }
    return std::visit(
        [](const auto& one) -> Edit {
            if constexpr (std::is_same_v<decltype(one), const EditGroup&>)
                return one; // answered above
            else
                return asEdit(Inverter{}(one));
        },
        edit);
}

std::string describe(const Edit& edit) { return std::visit(Describer{}, edit); }

} // namespace cw::annotation
