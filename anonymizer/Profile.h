// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "core/Result.h"
#include "dicom/Tag.h"
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace cw::anonymizer {

/// PS3.15 E.1-1a action codes after compounds are resolved for the attribute's type.
enum class Action { Dummy, Zero, Remove, Keep, Clean, NewUid };

/// One row of Table E.1-1 in the project's own form (generated, see scripts/generate-ps315-table).
struct TableRow {
    dicom::Tag tag;
    std::string_view basic; ///< "D", "Z", "X", "K", "C", "U", "X/Z" ... as printed
    std::string_view options; ///< letters of the options that change it, see ProfileTable.cpp
};

/// Named set of rules. Built-ins: "basic" (PS3.15 Basic) and "curation" (Basic + modified dates +
/// patient characteristics + clean descriptors; the default).
class Profile {
public:
    /// NotFound for an unknown name.
    static Result<std::shared_ptr<const Profile>> builtIn(std::string_view name);
    static std::vector<std::string> builtInNames();
    const std::string& name() const { return m_name; }
    std::string edition() const; ///< "PS3.15 2026c"
    bool shiftsDates() const { return m_shiftsDates; }
    bool keepsPatientCharacteristics() const { return m_keepsCharacteristics; }
    bool cleansDescriptors() const { return m_cleansDescriptors; }
    /// The rule for a standard or private tag at any depth. Tags the table does not list: Keep, except
    /// private and group 0002/0004 odds and repeating curve/overlay groups, which are removed.
    Action actionFor(dicom::Tag tag, std::string_view sopClassUid) const;

private:
    std::string m_name;
    bool m_shiftsDates = false, m_keepsCharacteristics = false, m_cleansDescriptors = false;
};

} // namespace cw::anonymizer
