// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "app/support/SmallProject.h"

namespace cw::testing {

/// A small project whose two cases are read, compared and agreed: "normal", and "dr" with one
/// outline.
class SettledProject : public SmallProject {
public:
    SettledProject() : SmallProject(2) {
        const core::ReaderId readers[] = {core::ReaderId("A"), core::ReaderId("B")};
        EXPECT_TRUE((**this).assignAll(readers[0], readers[1]));
        for (const auto& reader : readers)
            for (std::size_t i = 0; i < 2; ++i)
                read(i, reader);
        EXPECT_TRUE((**this).compareAll());
    }

private:
    void read(std::size_t i, const core::ReaderId& reader) {
        auto session = (**this).openSession(caseId(i), reader);
        ASSERT_TRUE(session) << session.error().sentence();
        ASSERT_TRUE(
            session->apply(annotation::SetAnswer{"diagnosis", {}, i == 0 ? "normal" : "dr"}));
        if (i == 1) {
            const annotation::Finding finding{session->nextLesionId(),
                                              imageOf(i),
                                              "haemorrhage",
                                              square(8, 6, 12),
                                              {{"comment", "SENTINEL"}}};
            ASSERT_TRUE(session->apply(annotation::AddFinding{finding}));
        }
        ASSERT_TRUE((**this).submit(*session));
    }
};

} // namespace cw::testing
