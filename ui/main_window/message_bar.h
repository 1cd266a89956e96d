// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QWidget>

#include <functional>
#include <vector>

class QVBoxLayout;

namespace infoplane::ui {

enum class MessageKind { Note, Warning, Error };

// A button in a message: what it is called and what it does. It also closes the message.
struct MessageAction {
    QString text;
    std::function<void()> run;
};

// Messages in words at the top of the window, with what to do; never a box in the way. At most four are
// shown: the oldest gives way. Hidden while there is none.
class MessageBar : public QWidget {
    Q_OBJECT

public:
    explicit MessageBar(QWidget* parent = nullptr);

    // A message with the text of one that is shown replaces it.
    void tell(MessageKind kind, const QString& text, const std::vector<MessageAction>& actions = {});
    void clear();
    [[nodiscard]] QStringList texts() const; // oldest first

Q_SIGNALS:
    void shown(infoplane::ui::MessageKind kind, const QString& text);

private:
    void remove(QWidget* row);
    [[nodiscard]] QWidget* makeRow(MessageKind kind, const QString& text,
                                   const std::vector<MessageAction>& actions);

    QVBoxLayout* rows_;
    std::vector<std::pair<QString, QWidget*>> shown_;
};

} // namespace infoplane::ui
