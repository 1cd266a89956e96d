// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/store/run_store.h"
#include "ui/plots/plot_legend.h"
#include "ui/plots/plot_options.h"
#include "ui/plots/qcp.h"
#include "ui/plots/run_plot.h"
#include "ui/plots/theme.h"

class QLabel;
class QMenu;
class QStackedLayout;

namespace infoplane::ui {

class PlotInteraction;
class ReadOut;

// What the views of a run have in common: they take new rows, follow the shared cursor and selection, answer
// the hand, and write pictures. A kind of plot adds its panels, what it does with rows, and its words.
class PlotFrame : public RunPlot {
    Q_OBJECT

public:
    explicit PlotFrame(ViewState& state);

    void setRun(std::shared_ptr<const RunStore> run) final;
    void refresh() final;
    void fit() final;
    [[nodiscard]] Status exportTo(const QString& path, QSizeF size) const final;
    void fillPlotMenu(QMenu& menu) final { fillMenu(menu, nullptr); }

    [[nodiscard]] const PlotOptions& options() const { return options_; }
    void setOptions(const PlotOptions& options);
    // From now on black on white, with fonts and pens in points.
    void useForPrint();
    // Takes over the part of the data that another plot of the same kind shows.
    void copyView(const PlotFrame& other);
    [[nodiscard]] QCustomPlot& canvas() { return *plot_; }
    [[nodiscard]] const PlotLegend& legend() const { return *legend_; }
    [[nodiscard]] QSize sizeHint() const override { return {480, 360}; }
    [[nodiscard]] QSize minimumSizeHint() const override { return {160, 120}; }

protected:
    // A kind of plot. Called when the run changed (it may be null): forget the data, make the panels.
    virtual void begin(const RunStore* run) = 0;
    // Later rows of one curve; `seed` when they are one seed's beside a mean.
    virtual void take(const Series& series, std::optional<std::size_t> seed) = 0;
    // Labels, references, colours of everything, after rows, selection, theme or options changed.
    virtual void dress() = 0;
    // Axis labels, as long as there is room for them; what depends on the panels' size in pixels.
    virtual void labelAxes() = 0;
    virtual void fitAxes() = 0;
    // A fixed relation between the axes; true when it had to be made again.
    virtual bool keepAspect() { return false; }
    // Moves a zoomed view so that the newest row is in it.
    virtual void showNewest() = 0;
    // The cursor moved: draws again what depends on it and nothing else.
    virtual void drawCursor() = 0;
    [[nodiscard]] virtual std::vector<LegendEntry> legendEntries() const = 0;
    [[nodiscard]] virtual QString emptySentence() const = 0;
    // A point that the pointer is on.
    struct PointHit {
        const Series* series = nullptr;
        std::size_t point = 0;
        QPointF pixel;
        QString x_name, y_name;
    };
    [[nodiscard]] virtual std::optional<PointHit> hitAt(const QPointF& position) const = 0;
    // Entries of the menu that only this kind has.
    virtual void addOwnActions(QMenu& menu) = 0;

    QAction* toggleAction(QMenu& menu, const QString& text, bool PlotOptions::*option);
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

    void replotSoon();
    // "label" and the conditions of the data below it, wrapped to a panel's width.
    [[nodiscard]] QString labelWithConditions(const QString& label, const QString& conditions,
                                              const QCPAxisRect* rect) const;
    // Pixels above a cap's line that its label needs.
    [[nodiscard]] double capHeadroom() const;
    [[nodiscard]] QCPAxisRect* addPanel(int row);
    void styleAxisRect(QCPAxisRect* rect) const;
    void styleAxis(QCPAxis* axis) const;
    [[nodiscard]] bool hasRun() const { return run_ != nullptr; }
    [[nodiscard]] const RunStore& run() const { return *run_; }
    [[nodiscard]] ViewState& state() const { return state_; }
    [[nodiscard]] const PlotTheme& theme() const { return theme_; }
    [[nodiscard]] const PlotData& words() const { return words_; } // labels of the data, without series
    [[nodiscard]] PlotInteraction& hand() const { return *hand_; }
    [[nodiscard]] SeriesOptions seriesOptions() const;
    // The estimator that is shown; null: no method has it.
    [[nodiscard]] const EstimatorDescription* shownEstimator() const;
    // "ln N" (in bits "log2 N") where a cap of I(X;T^) is that, otherwise "cap".
    [[nodiscard]] QString capOfInputName(double cap) const;
    // Read-outs, terms and splits that the legend of this plot has switched off.
    [[nodiscard]] bool isHidden(const std::string& quantity) const;
    [[nodiscard]] bool showsQuantity(const Series& series) const;

private:
    void reload();
    bool takeRows();
    bool takeRowsOf(std::size_t method, std::uint64_t from, std::uint64_t to);
    void updateLook();
    void onLayout();
    void updatePlaces();
    [[nodiscard]] std::vector<QRect> panelPlaces() const;
    void updateLegend();
    void placeLegend();
    void showSentence();
    void onSelectionChanged();
    void onClicked(const QPointF& position, Qt::KeyboardModifiers modifiers);
    void onHovered(const QPointF& position);
    void onRangesChanged();
    void clickLegend(const LegendEntry& entry, bool toggle);
    void toggleShown(const LegendEntry& entry);
    void showMenu(const QPointF& position, const QPoint& global);
    void fillMenu(QMenu& menu, const LegendEntry* entry);
    void addLegendMenu(QMenu& menu);
    void copyPicture();
    void copyData();
    [[nodiscard]] std::unique_ptr<PlotFrame> printTwin(ViewState& state) const;
    [[nodiscard]] Result<std::string> csv() const;

    // The view of the data: all of it, a part that moves with the newest row, a part that stays.
    enum class Window { Fitted, Following, Fixed };
    struct DataKey {
        QString estimator;
        InformationUnit unit = InformationUnit::Bits;
        std::size_t split = 0;
        std::optional<std::size_t> seed;
        bool each_seed = false;
        bool operator==(const DataKey&) const = default;
    };
    [[nodiscard]] DataKey dataKey() const;

    ViewState& state_;
    std::shared_ptr<const RunStore> run_;
    std::vector<std::uint64_t> rows_taken_; // a method
    DataKey key_;
    PlotData words_;
    QString failure_; // why there is nothing to show
    bool has_points_ = false;
    PlotTheme theme_;
    PlotOptions options_;
    Window window_ = Window::Fitted;
    bool print_ = false;
    bool stale_ = true;
    bool begun_ = false;
    std::vector<QRect> panels_; // where the panels were when labels and ranges were made for them
    bool adapts_ = true;        // labels and ranges are to be made anew
    bool cursor_stale_ = false;
    QCustomPlot* plot_;
    QLabel* sentence_;
    QStackedLayout* pages_;
    PlotLegend* legend_;
    PlotInteraction* hand_;
    ReadOut* read_out_;
};

} // namespace infoplane::ui
