// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/estimators/mixture/kernel_sum_block.h"

#include "core/estimators/mixture/kernel_sum_take.h"

#include <algorithm>

namespace infoplane::kernel_sum {
namespace {

constexpr std::size_t kUnasked = 7, kStride = 2;

// Calls work(place, tile) for each tile of a block with a panel.
template <class T, class Work>
INFOPLANE_INLINE void forTiles(std::size_t block, std::size_t panel, const Work& work) {
    for (std::size_t centre = 0; centre < kPanel; centre += T::kWidth)
        for (std::size_t row = 0; row < kRows; row += T::kTileRows) {
            T tile;
            work(Place{block, row, panel, centre}, tile);
        }
}

// All units at once. Whether any pair counts is not asked for some tiles after one where it did: asking
// costs, and shows in no bit.
template <class T, class Way>
INFOPLANE_INLINE void narrowPanel(const Blocks& b, std::size_t panel, std::size_t& unasked) {
    for (std::size_t block = 0; block < b.blocks; ++block)
        forTiles<T>(block, panel, [&](const Place& p, T& tile) INFOPLANE_INLINED {
            tile.begin();
            tile.multiply(b, p, 0, 0);
            tile.subtractSelf(b, p, 0);
            if (unasked == 0 && tile.below(Way::least(b, block))) return;
            unasked = unasked == 0 ? kUnasked : unasked - 1;
            Way::take(b, p, tile);
        });
}

// Whether floats say that no pair of the block with Panels panels counts. They are tried until they do not
// spare the doubles; near centres are neighbours, so that they would not for some time.
template <std::size_t Panels, class T, class Way>
INFOPLANE_INLINE bool spared(const Blocks& b, std::size_t block, std::size_t panel, std::size_t& asked) {
    if (b.try_rough == nullptr || !*b.try_rough) return false;
    bool below = true;
    forTiles<T>(block, panel, [&](const Place& p, T& tile) INFOPLANE_INLINED {
        below = below && tile.template roughlyBelow<Panels>(b, p, Way::least(b, block), asked);
    });
    *b.try_rough = below;
    return below;
}

// One block from end to end; whether some pair may still count.
template <class T, class Way>
INFOPLANE_INLINE bool counts(const Blocks& b, std::size_t block, std::size_t panel, std::size_t first,
                             std::size_t last) {
    bool below = true;
    forTiles<T>(block, panel, [&](const Place& p, T& tile) INFOPLANE_INLINED {
        if (first == 0)
            tile.begin();
        else
            tile.resume(b, p);
        tile.multiply(b, p, first, last);
        tile.keep(b, p);
        tile.subtractSelf(b, p, last);
        below = below && tile.below(Way::least(b, block));
    });
    return !below;
}

// From one end to the next but one, all blocks up to one before the next: so much of the panel stays in the
// first cache.
template <class T, class Way>
INFOPLANE_INLINE void widePanel(const Blocks& b, std::size_t panel, std::size_t* counted, std::size_t count) {
    for (std::size_t end = 0; end < b.ends.size() && count > 0; end += kStride) {
        const std::size_t last = std::min(end + kStride, b.ends.size()) - 1;
        std::size_t left = 0;
        for (std::size_t i = 0; i < count; ++i)
            if (counts<T, Way>(b, counted[i], panel, end, last)) counted[left++] = counted[i];
        if (left < count && b.try_rough != nullptr) *b.try_rough = true;
        count = left;
    }
    for (std::size_t i = 0; i < count; ++i)
        forTiles<T>(counted[i], panel, [&](const Place& p, T& tile) INFOPLANE_INLINED {
            tile.resume(b, p);
            tile.subtractSelf(b, p, b.ends.size() - 1);
            Way::take(b, p, tile);
        });
}

// Panels of them, one after the other once floats did not spare both.
template <std::size_t Panels, class T, class Way>
INFOPLANE_INLINE void widePanels(const Blocks& b, std::size_t panel, std::size_t& asked) {
    std::size_t count = 0;
    for (std::size_t block = 0; block < b.blocks; ++block)
        if (!spared<Panels, T, Way>(b, block, panel, asked)) b.counted[count++] = block;
    std::copy_n(b.counted, count, b.counted + b.blocks);
    for (std::size_t q = 0; q < Panels && count > 0; ++q)
        widePanel<T, Way>(b, panel + q, b.counted + q * b.blocks, count);
}

template <class T, class Way>
INFOPLANE_INLINE void run(const Blocks& b) {
    std::size_t unasked = 0, asked = 0, panel = 0;
    if (b.ends.size() == 1)
        for (; panel < b.panels; ++panel)
            narrowPanel<T, Way>(b, panel, unasked);
    for (; panel + 2 <= b.panels; panel += 2)
        widePanels<2, T, Way>(b, panel, asked);
    if (panel < b.panels) widePanels<1, T, Way>(b, panel, asked);
}

template <class Way>
void portable(const Blocks& b) {
    run<Tile<Simd<16>, 2, 2>, Way>(b);
}

#if defined(__x86_64__)
template <class Way>
__attribute__((target("avx2,fma"))) void avx2(const Blocks& b) {
    run<Tile<Simd<32>, 4, 2>, Way>(b);
}

template <class Way>
__attribute__((target("avx512f,fma"))) void avx512(const Blocks& b) {
    run<Tile<Simd<64>, 8, 2>, Way>(b);
}
#endif

} // namespace

std::vector<Implementation> implementations() {
    std::vector<Implementation> list;
#if defined(__x86_64__)
    if (__builtin_cpu_supports("avx512f"))
        list.push_back({"avx512f", avx512<Add>, avx512<Raise>, avx512<Pair>});
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma"))
        list.push_back({"avx2", avx2<Add>, avx2<Raise>, avx2<Pair>});
#endif
    list.push_back({"portable", portable<Add>, portable<Raise>, portable<Pair>});
    return list;
}

} // namespace infoplane::kernel_sum
