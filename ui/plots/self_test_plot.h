// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/api/result.h"
#include "core/series/series.h"
#include "ui/models/self_test_point.h"

#include <QFontMetrics>
#include <QSizeF>
#include <QString>
#include <QWidget>

#include <memory>

class QCustomPlot;
class QLabel;
class QStackedLayout;

namespace infoplane::ui {

class ReadOut;
class SelfTestCanvas;

// Estimate against truth, a panel for each problem and information. Window thread only.
class SelfTestPlot : public QWidget {
    Q_OBJECT

public:
    explicit SelfTestPlot(QWidget* parent = nullptr);
    ~SelfTestPlot() override;

    // Results without a value are not drawn.
    void setPoints(const std::vector<SelfTestPoint>& points);
    void setUnit(InformationUnit unit);
    // The others fade; empty: all alike.
    void setHighlighted(const QString& estimator);
    // .pdf, .svg or .png by the path's ending, `size` in points; black on white.
    [[nodiscard]] Status exportTo(const QString& path, QSizeF size) const;

    [[nodiscard]] const SelfTestCanvas& canvas() const { return *canvas_; }
    [[nodiscard]] QSize sizeHint() const override { return {640, 560}; }
    // Below that its panels cannot be read.
    [[nodiscard]] QSize minimumSizeHint() const override { return QSize(18, 25) * fontMetrics().height(); }

protected:
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void updateTheme();
    void replot();
    void showReadOut(const QPointF& position);

    QCustomPlot* plot_;
    ReadOut* read_out_;
    QLabel* sentence_;
    QStackedLayout* pages_;
    std::unique_ptr<SelfTestCanvas> canvas_;
    std::vector<SelfTestPoint> points_;
    InformationUnit unit_ = InformationUnit::Nats;
};

// Writes the picture without a window (a QApplication must exist; the offscreen platform is enough), in nats.
// `size` in points, 36 to 14,400 either way. An Error says that there is no value to draw, that the path's
// ending is none of .pdf, .svg and .png, or that it cannot be written.
[[nodiscard]] Status exportSelfTest(const std::vector<SelfTestPoint>& points, const QString& path,
                                    QSizeF size);

} // namespace infoplane::ui
