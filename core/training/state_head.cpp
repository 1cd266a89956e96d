// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/state_head.h"

namespace infoplane {

void StateHead::visit(StateArchive& archive) {
    archive.count("method", method);
    archive.count("phase", at.phase);
    archive.count("step", at.step);
    archive.flag("complete", at.complete);
    archive.real("elapsed", elapsed);
    archive.within("rows", [&] {
        for (std::size_t i = 0; i < rows.size(); ++i)
            for (std::size_t table = 0; table < kMethodTables; ++table)
                archive.count(std::to_string(i) + "-" + std::to_string(table), rows[i][table]);
    });
}

StateHead headOf(const MethodContext& context, const Standpoint& at) {
    StateHead head;
    head.method = static_cast<std::int64_t>(context.index);
    head.at = at;
    head.elapsed = context.clock.seconds();
    head.rows.resize(context.store.methods());
    for (std::size_t i = 0; i < head.rows.size(); ++i)
        for (std::size_t table = 0; table < kMethodTables; ++table)
            head.rows[i][table] = context.store.table(i, static_cast<MethodTable>(table)).rows();
    return head;
}

} // namespace infoplane
