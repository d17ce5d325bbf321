// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "storage/Projects.h"
#include "storage/RawDatabase.h"
#include <soci/soci.h>

namespace cw::testing {

/// A project with an account of every role and one case that A and B read.
class Party : public OnBothBackends {
protected:
    void SetUp() override {
        OnBothBackends::SetUp();
        if (IsSkipped())
            return;
        auto store = created(m_folder.path());
        EXPECT_TRUE(add(store, anImage("patient-1", "first image")));
        EXPECT_TRUE(add(store, anImage("patient-2", "second image")));
        using storage::Role;
        for (const auto& [name, role] : {std::pair{kBoss, Role::Coordinator},
                                         {kSteward, Role::Steward},
                                         {kA.text(), Role::Reader},
                                         {kB.text(), Role::Reader},
                                         {kC.text(), Role::Reader},
                                         {kJudge, Role::Adjudicator},
                                         {kReviewer, Role::Reviewer}}) {
            const auto added = store.addAccount(login(name), {role});
            EXPECT_TRUE(added) << name << ": " << added.error().sentence();
        }
        EXPECT_TRUE(store.assign(kFirst, kA, kB));
    }

    static storage::Login login(const std::string& name) {
        return {name, "password of " + name, storage::PasswordCost::least()};
    }
    Result<storage::CaseStore> tryAs(const std::string& name,
                                     storage::Access access = storage::Access::ReadWrite) const {
        return storage::CaseStore::open(m_folder.path(), aClock(), access, login(name));
    }
    storage::CaseStore as(const std::string& name) const {
        auto store = tryAs(name);
        EXPECT_TRUE(store) << name << ": " << store.error().sentence();
        return std::move(store.value()); // throws, hence fails the test
    }
    storage::CaseStore as(const core::ReaderId& reader) const { return as(reader.text()); }
    void submit(const core::ReaderId& reader, const std::string& assessment) {
        auto store = as(reader);
        const auto done = store.submit(aReading(kFirst, reader, assessment));
        EXPECT_TRUE(done) << done.error().sentence();
    }
    RawDatabase raw() const { return RawDatabase(m_folder / "concord.sqlite"); }

    inline static const std::string kBoss{"boss"}, kSteward{"steward"}, kJudge{"judge"},
        kReviewer{"reviewer"};
    TemporaryFolder m_folder;
};

} // namespace cw::testing
