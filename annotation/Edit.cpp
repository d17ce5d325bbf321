// SPDX-License-Identifier: Apache-2.0
#include "annotation/Edit.h"

namespace cw::annotation {
namespace {

struct Inverter {
    Edit operator()(const AddFinding& e) const { return RemoveFinding{e.finding}; }
    Edit operator()(const RemoveFinding& e) const { return AddFinding{e.finding}; }
    Edit operator()(const MoveVertex& e) const {
        return MoveVertex{e.lesion, e.index, e.to, e.from};
    }
    Edit operator()(const InsertVertex& e) const { return DeleteVertex{e.lesion, e.index, e.at}; }
    Edit operator()(const DeleteVertex& e) const { return InsertVertex{e.lesion, e.index, e.at}; }
    Edit operator()(const SetOutline& e) const { return SetOutline{e.lesion, e.after, e.before}; }
    Edit operator()(const SetLabel& e) const { return SetLabel{e.lesion, e.after, e.before}; }
    Edit operator()(const SetAttribute& e) const {
        return SetAttribute{e.lesion, e.key, e.after, e.before};
    }
    Edit operator()(const SetAnswer& e) const { return SetAnswer{e.key, e.after, e.before}; }
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

    static std::string what(const std::string& label) { return label.empty() ? "finding" : label; }
};

} // namespace

Edit inverse(const Edit& edit) { return std::visit(Inverter{}, edit); }

std::string describe(const Edit& edit) { return std::visit(Describer{}, edit); }

} // namespace cw::annotation
