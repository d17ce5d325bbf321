// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "annotation/Finding.h"
#include <optional>
#include <string>
#include <variant>

namespace cw::annotation {

/// Edits are data; undo is their inverse (style.md 9.6). Each holds what it needs to go both ways.
struct AddFinding { Finding finding; };
struct RemoveFinding { Finding finding; };
struct MoveVertex { core::LesionId lesion; std::size_t index = 0; core::PointPx from, to; };
struct InsertVertex { core::LesionId lesion; std::size_t index = 0; core::PointPx at; };
struct DeleteVertex { core::LesionId lesion; std::size_t index = 0; core::PointPx at; };
struct SetOutline { core::LesionId lesion; core::Polygon before, after; };
struct SetLabel { core::LesionId lesion; std::string before, after; };
struct SetAttribute { core::LesionId lesion; std::string key; std::optional<std::string> before, after; };
struct SetAnswer { std::string key; std::optional<std::string> before, after; };

using SingleEdit = std::variant<AddFinding, RemoveFinding, MoveVertex, InsertVertex, DeleteVertex,
                                SetOutline, SetLabel, SetAttribute, SetAnswer>;

/// Several edits that are one step for the reader: a split, a merge, a link. All are done or none.
struct EditGroup {
    std::string name; ///< for an undo menu: "split finding"
    std::vector<SingleEdit> edits; ///< at least one; in the order in which they are done
};

using Edit = std::variant<AddFinding, RemoveFinding, MoveVertex, InsertVertex, DeleteVertex, SetOutline,
                          SetLabel, SetAttribute, SetAnswer, EditGroup>;

Edit asEdit(SingleEdit edit);

Edit inverse(const Edit& edit);
/// For an undo menu: "move vertex", "add mass".
std::string describe(const Edit& edit);

/// One line of JSON and back; Malformed on anything else. The journal's form.
std::string toJsonLine(const Edit& edit);
Result<Edit> editFromJsonLine(std::string_view line);

} // namespace cw::annotation
