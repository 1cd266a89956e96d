// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window/message_bar.h"

#include "ui/style/icons.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <algorithm>

namespace infoplane::ui {
namespace {

constexpr std::size_t kMost = 4;

struct Look {
    const char* icon;
    QColor colour;
    const char* name;
};

Look lookOf(MessageKind kind) {
    switch (kind) {
    case MessageKind::Error:
        return {"error", QColor(0xd5, 0x5e, 0x00), QT_TRANSLATE_NOOP("infoplane::ui::MessageBar", "Error")};
    case MessageKind::Warning:
        return {"warning", QColor(0xe6, 0x9f, 0x00),
                QT_TRANSLATE_NOOP("infoplane::ui::MessageBar", "Warning")};
    case MessageKind::Note:
        break;
    }
    return {"info", QColor(0x00, 0x72, 0xb2), QT_TRANSLATE_NOOP("infoplane::ui::MessageBar", "Note")};
}

// A ground tinted with the kind's colour and a stripe of it, in light and dark.
class MessageRow : public QWidget {
public:
    MessageRow(const QColor& colour, QWidget* parent) : QWidget(parent), colour_(colour) {}

protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        QColor tint = colour_;
        tint.setAlphaF(0.14F);
        painter.fillRect(rect(), tint);
        painter.fillRect(QRect(0, 0, 4, height()), colour_);
    }

private:
    QColor colour_;
};

QLabel* makeText(const QString& text, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    label->setWordWrap(true); // after the policy, which would forget that the height follows the width
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

} // namespace

MessageBar::MessageBar(QWidget* parent) : QWidget(parent), rows_(new QVBoxLayout(this)) {
    rows_->setContentsMargins(0, 0, 0, 0);
    rows_->setSpacing(1);
    hide();
}

void MessageBar::tell(MessageKind kind, const QString& text, const std::vector<MessageAction>& actions) {
    const auto same =
        std::find_if(shown_.begin(), shown_.end(), [&](const auto& row) { return row.first == text; });
    if (same != shown_.end()) remove(same->second);
    if (shown_.size() >= kMost) remove(shown_.front().second);
    QWidget* row = makeRow(kind, text, actions);
    rows_->addWidget(row);
    shown_.emplace_back(text, row);
    setVisible(true);
    Q_EMIT shown(kind, text);
}

QWidget* MessageBar::makeRow(MessageKind kind, const QString& text,
                             const std::vector<MessageAction>& actions) {
    const Look look = lookOf(kind);
    auto* row = new MessageRow(look.colour, this);
    row->setAccessibleName(tr(look.name));
    row->setAccessibleDescription(text);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(12, 4, 4, 4);
    auto* icon = new QLabel(row);
    icon->setPixmap(
        lineIcon(QLatin1String(look.icon), look.colour).pixmap(QSize(18, 18), devicePixelRatioF()));
    line->addWidget(icon);
    line->addWidget(makeText(text, row), 1);
    for (const MessageAction& action : actions) {
        auto* button = new QPushButton(action.text, row);
        connect(button, &QPushButton::clicked, this, [this, row, run = action.run] {
            remove(row);
            run();
        });
        line->addWidget(button);
    }
    auto* close = new QToolButton(row);
    close->setIcon(lineIcon(QStringLiteral("close")));
    close->setAutoRaise(true);
    close->setToolTip(tr("Close this message"));
    close->setAccessibleName(tr("Close this message"));
    connect(close, &QToolButton::clicked, this, [this, row] { remove(row); });
    line->addWidget(close);
    return row;
}

void MessageBar::remove(QWidget* row) {
    std::erase_if(shown_, [row](const auto& each) { return each.second == row; });
    rows_->removeWidget(row);
    row->hide();
    row->deleteLater();
    setVisible(!shown_.empty());
}

void MessageBar::clear() {
    while (!shown_.empty())
        remove(shown_.back().second);
}

QStringList MessageBar::texts() const {
    QStringList texts;
    for (const auto& [text, row] : shown_)
        texts << text;
    return texts;
}

} // namespace infoplane::ui
