// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/fake_run.h"
#include "tests/gui/window/window_test.h"
#include "ui/main_window/timeline_bar.h"
#include "ui/main_window/timeline_index.h"
#include "ui/main_window/timeline_track.h"

#include <QSignalSpy>
#include <QToolButton>

#include <set>

namespace infoplane::testing {

using namespace ui;

// Moves in time on a complete run of two methods, whose rows lie at different passes.
class TimelineTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void init();
    void indexMergesTheMethodsRows();
    void indexOfNothingIsEmpty();
    void bandsFollowTheLayerInTraining();
    void marksStandAtTheirRows();
    void arrowMovesByExactlyOneRow();
    void shiftArrowMovesByTen();
    void homeAndEndGoToTheEnds();
    void movingLeavesLive();
    void newRowsAreFollowedOnlyWhileLive();
    void seekSnapsToTheNearestRow();
    void playingShowsEveryRowInTurn();
    void playingEndsAtTheLastRow();
    void playingLoops();
    void playingCatchesUpWithAGrowingRun();
    void speedIsKeptWithinBounds();
    void trackAnswersMouseAndWheel();
    void trackTellsItsValue();

private:
    [[nodiscard]] std::set<double> passes() const;

    std::shared_ptr<RunStore> run_;
    std::unique_ptr<ViewState> state_;
    std::unique_ptr<TimelinePlayer> player_;
};

void TimelineTest::init() {
    run_ = std::make_shared<RunStore>(digitsDescription());
    completeRun(*run_);
    player_.reset();
    state_ = std::make_unique<ViewState>();
    player_ = std::make_unique<TimelinePlayer>(*state_);
    player_->setRun(run_);
}

std::set<double> TimelineTest::passes() const {
    std::set<double> all;
    for (std::size_t method = 0; method < run_->methods(); ++method)
        for (std::uint64_t row = 0; row < run_->rows(method).rows(); ++row)
            all.insert(run_->rows(method).values<double>(run_->rows(method).layout().index("pass"), row)[0]);
    return all;
}

void TimelineTest::indexMergesTheMethodsRows() {
    const TimelineIndex& index = player_->index();
    QCOMPARE(index.rows(), std::size_t(rowsOf(0) + rowsOf(1)));
    std::set<double> walked{index.first()};
    for (std::optional<double> pass = index.next(index.first()); pass; pass = index.next(*pass))
        walked.insert(*pass);
    QVERIFY(walked == passes());
    std::set<double> back{index.last()};
    for (std::optional<double> pass = index.previous(index.last()); pass; pass = index.previous(*pass))
        back.insert(*pass);
    QVERIFY(back == passes());
    QCOMPARE(index.rank(index.last()), index.rows());
    QCOMPARE(index.rank(-1.0), std::size_t(0));
}

void TimelineTest::indexOfNothingIsEmpty() {
    TimelineIndex index;
    index.setRun(nullptr);
    QVERIFY(index.empty());
    QVERIFY(!index.next(0.0) && !index.previous(0.0));
    QCOMPARE(index.nearest(3.0), 0.0);
    QCOMPARE(index.last(), 0.0);
}

void TimelineTest::bandsFollowTheLayerInTraining() {
    const TimelineLane& layerwise = player_->index().lanes()[0];
    QCOMPARE(layerwise.bands.size(), std::size_t(3));
    for (int layer = 1; layer <= 3; ++layer)
        QCOMPARE(layerwise.bands[std::size_t(layer - 1)].layer, layer);
    QCOMPARE(layerwise.bands[2].end, player_->index().last());
    QCOMPARE(layerwise.bandAt(1.0)->layer, 1);
    QCOMPARE(layerwise.bandAt(layerwise.bands[1].end)->layer, 2);
    QCOMPARE(player_->index().lanes()[1].bands.size(), std::size_t(1));
}

void TimelineTest::marksStandAtTheirRows() {
    const TimelineLane& lane = player_->index().lanes()[0];
    QCOMPARE(lane.marks.size(), std::size_t(4)); // three layers frozen, one warning
    int frozen = 0;
    for (const TimelineMark& mark : lane.marks) {
        if (mark.kind == "frozen") QCOMPARE(mark.pass, lane.bands[std::size_t(frozen++)].end);
        if (mark.kind == "warning") QCOMPARE(mark.pass, lane.passes[49]);
    }
    QCOMPARE(frozen, 3);
}

void TimelineTest::arrowMovesByExactlyOneRow() {
    const std::set<double> all = passes();
    player_->toFirst();
    for (const double pass : all) {
        QCOMPARE(state_->pass(), pass);
        player_->stepBy(1);
    }
    QCOMPARE(state_->pass(), *all.rbegin()); // no further than the end
    for (auto pass = all.rbegin(); pass != all.rend(); ++pass) {
        QCOMPARE(state_->pass(), *pass);
        player_->stepBy(-1);
    }
    QCOMPARE(state_->pass(), *all.begin());
}

void TimelineTest::shiftArrowMovesByTen() {
    player_->toFirst();
    QKeyEvent ten(QEvent::KeyPress, Qt::Key_Right, Qt::ShiftModifier);
    QVERIFY(handleTimelineKey(*player_, ten));
    QCOMPARE(state_->pass(), *std::next(passes().begin(), 10));
    QKeyEvent back(QEvent::KeyPress, Qt::Key_Left, Qt::NoModifier);
    QVERIFY(handleTimelineKey(*player_, back));
    QCOMPARE(state_->pass(), *std::next(passes().begin(), 9));
    QKeyEvent other(QEvent::KeyPress, Qt::Key_Right, Qt::ControlModifier);
    QVERIFY(!handleTimelineKey(*player_, other));
}

void TimelineTest::homeAndEndGoToTheEnds() {
    player_->toFirst();
    QCOMPARE(state_->pass(), *passes().begin());
    QVERIFY(!state_->live());
    player_->toLast();
    QCOMPARE(state_->pass(), *passes().rbegin());
    QVERIFY(state_->live());
}

void TimelineTest::movingLeavesLive() {
    QVERIFY(state_->live());
    player_->stepBy(-1);
    QVERIFY(!state_->live());
}

void TimelineTest::newRowsAreFollowedOnlyWhileLive() {
    const auto growing = std::make_shared<RunStore>(digitsDescription());
    player_->setRun(growing);
    for (int i = 0; i < 10; ++i)
        appendDigitsRow(*growing, 0);
    player_->refresh();
    QCOMPARE(state_->pass(), player_->index().last());
    player_->stepBy(-3);
    const double left_at = state_->pass();
    for (int i = 0; i < 10; ++i)
        appendDigitsRow(*growing, 0);
    player_->refresh();
    QCOMPARE(state_->pass(), left_at);
    player_->goLive();
    QCOMPARE(state_->pass(), player_->index().last());
}

void TimelineTest::seekSnapsToTheNearestRow() {
    const std::set<double> all = passes();
    for (const double target : {-5.0, 0.2, 17.3, 60.1, 119.9, 1e9}) {
        player_->seek(target);
        double nearest = *all.begin();
        for (const double pass : all)
            if (std::abs(pass - target) < std::abs(nearest - target)) nearest = pass;
        QCOMPARE(std::abs(state_->pass() - target), std::abs(nearest - target));
        QVERIFY(all.contains(state_->pass()));
    }
}

void TimelineTest::playingShowsEveryRowInTurn() {
    player_->toFirst();
    std::vector<double> shown{state_->pass()};
    connect(state_.get(), &ViewState::cursorChanged, this, [&] { shown.push_back(state_->pass()); });
    player_->play();
    QVERIFY(player_->playing());
    QTRY_VERIFY(shown.size() >= 6);
    player_->pause();
    QVERIFY(!player_->playing());
    const std::set<double> all = passes();
    auto expected = all.begin();
    for (const double pass : shown)
        QCOMPARE(pass, *expected++);
}

void TimelineTest::playingEndsAtTheLastRow() {
    player_->toLast();
    player_->stepBy(-4);
    player_->setSpeed(16.0);
    player_->play();
    QTRY_VERIFY(!player_->playing());
    QCOMPARE(state_->pass(), *passes().rbegin());
}

void TimelineTest::playingLoops() {
    player_->setLoop(true);
    player_->toLast();
    player_->stepBy(-2);
    const double before = state_->pass();
    player_->setSpeed(16.0);
    player_->play();
    QTRY_VERIFY(state_->pass() < before);
    QVERIFY(player_->playing());
    player_->pause();
}

void TimelineTest::playingCatchesUpWithAGrowingRun() {
    player_->setGrowing(true);
    player_->toLast();
    player_->stepBy(-2);
    player_->setSpeed(16.0);
    player_->play();
    QTRY_VERIFY(state_->live());
    QVERIFY(!player_->playing());
}

void TimelineTest::speedIsKeptWithinBounds() {
    player_->setSpeed(1000.0);
    QCOMPARE(player_->speed(), 16.0);
    player_->setSpeed(0.0);
    QCOMPARE(player_->speed(), 0.25);
}

void TimelineTest::trackAnswersMouseAndWheel() {
    TimelineBar bar(*player_, *state_);
    bar.resize(1000, 60);
    bar.show();
    QVERIFY(QTest::qWaitForWindowExposed(&bar));
    TimelineTrack& track = bar.track();
    const double target = 60.0;
    QTest::mouseClick(&track, Qt::LeftButton, {}, QPoint(int(track.xOf(target)), track.height() / 2));
    QVERIFY(!state_->live());
    QVERIFY(std::abs(state_->pass() - target) < 4.0);
    QVERIFY(passes().contains(state_->pass()));
    const double before = state_->pass();
    const std::set<double> all = passes();
    QWheelEvent wheel(QPointF(200, 20), track.mapToGlobal(QPointF(200, 20)), {}, {0, -120}, Qt::NoButton,
                      Qt::NoModifier, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&track, &wheel);
    QCOMPARE(state_->pass(), *all.upper_bound(before));
}

void TimelineTest::trackTellsItsValue() {
    TimelineBar bar(*player_, *state_);
    player_->toFirst();
    QCOMPARE(bar.track().value(), 2); // both methods have a row at pass 0
    player_->toLast();
    QCOMPARE(bar.track().value(), bar.track().maximum());
}

} // namespace infoplane::testing

int main(int argc, char** argv) {
    return infoplane::testing::runTest<infoplane::testing::TimelineTest>(argc, argv);
}

#include "timeline_test.moc"
