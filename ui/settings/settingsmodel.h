// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/inidocument.h"
#include "engine/config/inifile.h"
#include "ui/settings/changes.h"
#include "ui/settings/configchecker.h"
#include "ui/settings/fields.h"
#include "ui/settings/fieldvalues.h"
#include "ui/settings/rowfindings.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QTimer>
#include <QUndoStack>

#include <functional>
#include <optional>

namespace Retort::Ui {

// An ini file while its settings are edited: the text, the form that follows from it, what differs from the disk, and
// the way back. Knows no widgets.
//
// The text is the truth; the form edits its lines, and each edit of either is one undo step. A text whose lines cannot be
// told apart (a block without end, a broken header) leaves the form as it was before, and problem() says why. When the
// file changes on disk and nothing is edited, the change is taken over; else it is only told: nothing edited is ever
// lost, for loading the file anew is an undo step, too. Lives on the GUI thread.
class SettingsModel final : public QObject
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(SettingsModel)

public:
    enum class Disk : quint8 { Same, Changed, Deleted };

    explicit SettingsModel(const QProcessEnvironment &environment, QObject *parent = nullptr);
    ~SettingsModel() override;

    // Errors as for IniFile. After FileMissing, create() makes the file.
    // The form is that of `section`, the one the site is started with, and of [retort].
    Result<void> open(const QString &path, const QString &section = QStringLiteral("uwsgi"));
    Result<void> create(const QByteArray &bytes);
    bool isOpen() const noexcept { return m_file.has_value(); }
    QString path() const { return m_path; }
    QString section() const { return m_section; }

    const QList<Field> &fields() const noexcept { return m_fields; }
    const Config::IniDocument &document() const noexcept { return m_document; }
    const FieldValues &values() const noexcept { return m_values; }         // of the last text that made sense
    const FieldValues &diskValues() const noexcept { return m_diskValues; }
    const std::string &bytesOnDisk() const noexcept { return m_onDisk.bytes(); }
    QString problem() const { return m_problem; }
    QList<RowFinding> findings() const { return m_findings; }

    bool isDirty() const { return m_document.bytes() != m_onDisk.bytes(); }
    Changes changes() const { return changesBetween(m_onDisk, m_document); }
    bool isChanged(const Field &field) const;
    QUndoStack *undoStack() noexcept { return &m_history; }

    // Edits of a field. Empty text removes its lines; what equals the file on disk gets the same bytes again.
    Result<void> setValue(const Field &field, const QString &value);
    Result<void> setOn(const Field &field, bool on);
    Result<void> setList(const Field &field, const QStringList &values);
    Result<void> setAs(const Field &field, const QString &key, const QString &value, const QString &callable);
    Result<void> setAlways(const Field &field, const QString &value);
    Result<void> setWorkers(int processes, int threads); // both in one step
    Result<void> fix(const RowFinding &finding);
    // What the lines of the editor became.
    void setLines(const QStringList &lines);
    // The next edit begins a new undo step even if it goes on with the same field.
    void endStep() { ++m_step; }

    void revert(); // an undo step
    // Errors: FileChanged and FileMissing, see disk(); PermissionDenied, Io. Nothing is lost by any.
    Result<void> save();
    Disk disk() const noexcept { return m_disk; }
    std::optional<QByteArray> readDisk() const;
    void loadDisk();          // an undo step
    Result<void> overwrite(); // what is on disk, or make it again

Q_SIGNALS:
    void textChanged();
    void formChanged();
    void findingsChanged();
    void dirtyChanged(bool dirty);
    void diskChanged();

private:
    class Step;
    using Edit = std::function<Result<void>(Config::IniDocument &)>;

    Result<void> edit(const QString &title, const QString &what, const Edit &change);
    void put(const std::string &bytes);
    void push(const QString &title, const QString &what, const std::string &bytes);
    void setOnDisk(const std::string &bytes);
    void tellDirty();
    void watch();
    void lookAtDisk();
    void setDisk(Disk disk);
    QString titleFor(const Field &field) const;
    const Field *fieldOf(const QString &key) const;

    QList<Field> m_fields;
    QString m_path;
    QString m_section = QStringLiteral("uwsgi");
    std::optional<Config::IniFile> m_file;
    Config::IniDocument m_document;
    Config::IniDocument m_onDisk;
    FieldValues m_values;
    FieldValues m_diskValues;
    QString m_problem;
    QList<RowFinding> m_findings;
    QUndoStack m_history;
    ConfigChecker m_checker;
    QFileSystemWatcher m_watcher;
    QTimer m_settle; // editors write in several steps
    Disk m_disk = Disk::Same;
    int m_step = 0;
    bool m_toldDirty = false;
};

// Why the lines of a text cannot be told apart, or nothing.
QString structureProblem(const Config::IniDocument &document, const QString &section);

} // namespace Retort::Ui
