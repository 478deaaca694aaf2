// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QPointer>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QTabWidget;
class QTableWidget;

namespace Retort::Requests {

class CopyMenu;
class ErrorTab;
class RequestTools;
class ResponseTab;

// Changes a request and sends it: method, path, headers, body; below it what came back. The request goes to its site only. A body that
// is no text is sent as it was. A window of its own that nothing waits for; deletes itself when it is closed.
class EditWindow final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(EditWindow)

public:
    // `original` as the engine answered `request`; of a new request, method and uri are enough.
    EditWindow(RequestTools &tools, const QJsonObject &original, const QString &base);
    ~EditWindow() override;

    // What stands in the fields, in the form of an answer of `request`.
    QJsonObject request() const;
    QString state() const; // the line above the answer

public Q_SLOTS:
    void send();

private:
    void buildLayout();
    void connectParts();
    void fill(const QJsonObject &original);
    void addHeader(const QString &name, const QString &value);
    void keepEmptyRow();
    QJsonArray headers() const;
    QByteArray body() const;
    void checkBody();
    void showAnswer(const QJsonObject &request);
    void showState(const QString &sentence);
    void compare();

    QPointer<RequestTools> m_tools;
    QJsonObject m_original;
    QJsonObject m_answer; // {}: none yet
    QString m_base;
    QByteArray m_bytes;   // of a body that is no text
    QComboBox *m_method;
    QLineEdit *m_target;
    QTableWidget *m_headers;
    QPlainTextEdit *m_body;
    QLabel *m_bodyState;
    QPushButton *m_send;
    QPushButton *m_compare;
    QPushButton *m_copy;
    CopyMenu *m_copyMenu;
    QLabel *m_state;
    QTabWidget *m_tabs;
    ErrorTab *m_error;
    ResponseTab *m_response;
};

} // namespace Retort::Requests
