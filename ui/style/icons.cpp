// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/icons.h"

#include "core/support/assert.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPalette>
#include <QSvgRenderer>

namespace infoplane::ui {
namespace {

class LineIconEngine : public QIconEngine {
public:
    LineIconEngine(QByteArray drawing, QColor colour)
        : drawing_(std::move(drawing)), colour_(std::move(colour)) {}

    QIconEngine* clone() const override { return new LineIconEngine(drawing_, colour_); }

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override {
        QByteArray coloured = drawing_;
        coloured.replace("#000000", inkFor(mode).name().toLatin1());
        QSvgRenderer(coloured).render(painter, QRectF(rect));
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override {
        QPixmap pixmap(size);
        pixmap.fill(Qt::transparent);
        QPainter painter(&pixmap);
        paint(&painter, QRect({0, 0}, size), mode, state);
        return pixmap;
    }

private:
    [[nodiscard]] QColor inkFor(QIcon::Mode mode) const {
        const QPalette palette = QGuiApplication::palette();
        if (mode == QIcon::Disabled) return palette.color(QPalette::Disabled, QPalette::ButtonText);
        if (colour_.isValid()) return colour_;
        return palette.color(mode == QIcon::Selected ? QPalette::HighlightedText : QPalette::ButtonText);
    }

    QByteArray drawing_; // SVG in black lines
    QColor colour_;      // invalid: the palette's
};

} // namespace

QIcon lineIcon(const QString& name) {
    return lineIcon(name, {});
}

QIcon lineIcon(const QString& name, const QColor& colour) {
    QFile file(QStringLiteral(":/infoplane/icons/%1.svg").arg(name));
    const bool there = file.open(QIODevice::ReadOnly);
    INFOPLANE_ASSERT(there);
    return QIcon(new LineIconEngine(file.readAll(), colour));
}

} // namespace infoplane::ui
