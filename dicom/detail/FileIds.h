// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstddef>
#include <map>
#include <set>
#include <string>

namespace cw::dicom {

/// Whose file it is.
struct FileOwner {
    std::string patient, study, series, instance; ///< Patient ID and the three UIDs
};

/// The numbers of a file in its file-set, each from 1 within the one above; the file within its
/// study.
struct FileNumbers {
    std::size_t patient = 1, study = 1, series = 1, file = 1;
    static constexpr std::size_t kLargest =
        9'999'999; ///< a component has 8 characters (PS3.10 8.2)
    bool fit() const;
    std::string path() const; ///< "DICOM/P0000001/S0000001/I0000001"
};

/// Hands out file IDs. A file that turns out not to fit leaves no gap: next() is free, take()
/// counts.
class FileIds {
public:
    bool has(const std::string& sopInstance) const { return m_instances.contains(sopInstance); }
    FileNumbers next(const FileOwner& owner) const;
    void take(const FileOwner& owner);

    std::size_t patients() const { return m_patients.size(); }
    std::size_t studies() const { return m_studies; }
    std::size_t series() const { return m_series; }
    std::size_t files() const { return m_instances.size(); }

private:
    struct Study {
        std::size_t number = 0, files = 0;
        std::map<std::string, std::size_t> series;
    };
    struct Patient {
        std::size_t number = 0;
        std::map<std::string, Study> studies;
    };
    std::map<std::string, Patient> m_patients;
    std::set<std::string> m_instances;
    std::size_t m_studies = 0, m_series = 0;
};

} // namespace cw::dicom
