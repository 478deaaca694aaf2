// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/settingsmodel.h"

#include "ui/settings/textlines.h"

#include <QFile>
#include <QFileInfo>
#include <QUndoCommand>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace Retort::Ui {
namespace {

constexpr int settleMs = 100;

QByteArray toBytes(const std::string &text)
{
    return QByteArray(text.data(), qsizetype(text.size()));
}

} // namespace

// One undo step: the whole text before and after. Files are small, and nothing can be forgotten.
class SettingsModel::Step final : public QUndoCommand
{
public:
    Step(SettingsModel *model, const QString &title, QString what, std::string after)
        : QUndoCommand(title)
        , m_model(model)
        , m_what(std::move(what))
        , m_before(model->m_document.bytes())
        , m_after(std::move(after))
    {
    }

    void undo() override { m_model->put(m_before); }
    void redo() override { m_model->put(m_after); }
    int id() const override { return m_what.isEmpty() ? -1 : 1; }
    bool mergeWith(const QUndoCommand *other) override
    {
        const auto *next = static_cast<const Step *>(other);
        if (next->m_what != m_what) {
            return false;
        }
        m_after = next->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    SettingsModel *m_model;
    QString m_what; // steps of the same kind are one
    std::string m_before;
    std::string m_after;
};

SettingsModel::SettingsModel(const QProcessEnvironment &environment, QObject *parent)
    : QObject(parent)
    , m_fields(settingsFields())
    , m_values(m_document)
    , m_diskValues(m_onDisk)
    , m_checker(environment)
{
    m_settle.setSingleShot(true);
    m_settle.setInterval(settleMs);
    connect(&m_settle, &QTimer::timeout, this, &SettingsModel::lookAtDisk);
    connect(&m_watcher, &QFileSystemWatcher::fileChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_watcher, &QFileSystemWatcher::directoryChanged, &m_settle, qOverload<>(&QTimer::start));
    connect(&m_checker, &ConfigChecker::checked, this, [this](const QList<Config::Finding> &findings) {
        m_findings = rowFindings(findings, QFileInfo(m_path).fileName(), m_document);
        Q_EMIT findingsChanged();
    });
}

SettingsModel::~SettingsModel()
{
    m_history.disconnect();
}

Result<void> SettingsModel::open(const QString &path, const QString &section)
{
    const QList<Field> usual = settingsFields();
    for (qsizetype i = 0; i < usual.size(); ++i) { // in place: rows refer to them
        m_fields[i].iniSection = usual[i].iniSection == "uwsgi"_L1 ? section : usual[i].iniSection;
    }
    m_section = section;
    Result<Config::IniFile> file = Config::IniFile::read(path);
    m_path = QFileInfo(path).absoluteFilePath();
    if (!file) {
        m_file.reset();
        return std::unexpected(file.error());
    }
    m_file = std::move(*file);
    m_history.clear();
    m_findings.clear();
    setOnDisk(m_file->document().bytes());
    put(m_onDisk.bytes());
    setDisk(Disk::Same);
    watch();
    return {};
}

Result<void> SettingsModel::create(const QByteArray &bytes)
{
    Result<Config::IniFile> file = Config::IniFile::create(m_path, bytes.toStdString());
    return file ? open(m_path, m_section) : std::unexpected(file.error());
}

void SettingsModel::setOnDisk(const std::string &bytes)
{
    m_onDisk = Config::IniDocument(bytes);
    m_diskValues = FieldValues(m_onDisk);
}

void SettingsModel::put(const std::string &bytes)
{
    m_document = Config::IniDocument(bytes);
    m_problem = structureProblem(m_document, m_section);
    m_checker.check(m_path, m_section, toBytes(bytes));
    if (m_problem.isEmpty()) {
        m_values = FieldValues(m_document);
    }
    Q_EMIT textChanged();
    Q_EMIT formChanged();
    tellDirty();
}

void SettingsModel::tellDirty()
{
    if (std::exchange(m_toldDirty, isDirty()) != m_toldDirty) {
        Q_EMIT dirtyChanged(m_toldDirty);
    }
}

void SettingsModel::push(const QString &title, const QString &what, const std::string &bytes)
{
    if (bytes != m_document.bytes()) {
        m_history.push(new Step(this, title, what.isEmpty() ? what : what + QString::number(m_step), bytes));
    }
}

Result<void> SettingsModel::edit(const QString &title, const QString &what, const Edit &change)
{
    Config::IniDocument edited = m_document;
    Result<void> done = change(edited);
    if (done) {
        push(title, what, edited.bytes());
    }
    return done;
}

bool SettingsModel::isChanged(const Field &field) const
{
    const auto told = [&](const FieldValues &values) {
        QStringList lines;
        for (const GivenLine &line : values.lines(field)) {
            lines.append(line.name + u'=' + line.value + u' ' + line.block);
        }
        return lines;
    };
    return told(m_values) != told(m_diskValues);
}

QString SettingsModel::titleFor(const Field &field) const
{
    return tr("change of %1").arg(field.label);
}

const Field *SettingsModel::fieldOf(const QString &key) const
{
    const auto found = std::find_if(m_fields.begin(), m_fields.end(), [&](const Field &field) { return field.keys.contains(key); });
    return found == m_fields.end() ? nullptr : &*found;
}

Result<void> SettingsModel::setValue(const Field &field, const QString &value)
{
    return edit(titleFor(field), field.key(), [&](Config::IniDocument &document) {
        if (!value.isEmpty()) {
            return writeValue(document, field, value);
        }
        const std::optional<GivenLine> line = m_values.last(field);
        return line && line->value.isEmpty() ? Result<void>() : removeField(document, field);
    });
}

Result<void> SettingsModel::setOn(const Field &field, bool on)
{
    const std::optional<GivenLine> onDisk = m_diskValues.last(field);
    if (!onDisk && on == (field.defaultOn != field.inverted)) {
        return setValue(field, {});
    }
    const bool asOnDisk = onDisk && !onDisk->value.isEmpty() && m_diskValues.isOn(field) == on;
    return setValue(field, asOnDisk ? onDisk->value : on != field.inverted ? field.on : field.off);
}

Result<void> SettingsModel::setList(const Field &field, const QStringList &values)
{
    return edit(titleFor(field), field.key(), [&](Config::IniDocument &document) { return writeList(document, field, values); });
}

Result<void> SettingsModel::setAs(const Field &field, const QString &key, const QString &value, const QString &callable)
{
    return edit(titleFor(field), field.key(), [&](Config::IniDocument &document) {
        if (value.isEmpty()) {
            return removeField(document, field);
        }
        Result<void> done = writeAs(document, field, key, value);
        const Field *name = fieldOf(u"callable"_s);
        // Only a choice from the list knows the callable; `module = app:app` says it already.
        if (done && name != nullptr && !callable.isEmpty() && !value.contains(u':')) {
            done = writeValue(document, *name, callable);
        }
        return done;
    });
}

Result<void> SettingsModel::setAlways(const Field &field, const QString &value)
{
    return edit(titleFor(field), {}, [&](Config::IniDocument &document) { return writeAlways(document, field, value); });
}

Result<void> SettingsModel::setWorkers(int processes, int threads)
{
    return edit(tr("change of workers"), {}, [&](Config::IniDocument &document) {
        Result<void> done = writeValue(document, *fieldOf(u"processes"_s), QString::number(processes));
        return done ? writeValue(document, *fieldOf(u"threads"_s), QString::number(threads)) : done;
    });
}

Result<void> SettingsModel::fix(const RowFinding &finding)
{
    return edit(fixLabel(finding), {}, [&](Config::IniDocument &document) { return applyFix(document, finding); });
}

void SettingsModel::setLines(const QStringList &lines)
{
    // A step is what is typed in one line.
    const qsizetype before = displayLines(m_document.bytes()).size();
    if (lines.size() != before) {
        endStep();
    }
    push(tr("typing"), u"text"_s, withLines(m_document.bytes(), lines));
}

void SettingsModel::revert()
{
    push(tr("revert"), {}, m_onDisk.bytes());
}

Result<void> SettingsModel::save()
{
    if (!m_file) {
        return std::unexpected(Error{Errc::FileMissing, tr("There is no file to save to.")});
    }
    m_file->document() = m_document;
    Result<void> saved = m_file->save();
    if (!saved) {
        lookAtDisk();
        return saved;
    }
    endStep();
    setOnDisk(m_document.bytes());
    setDisk(Disk::Same);
    watch();
    Q_EMIT textChanged();
    Q_EMIT formChanged();
    tellDirty();
    return {};
}

void SettingsModel::watch()
{
    // Saving puts another file in the place of the watched one.
    for (const QString &path : {m_path, QFileInfo(m_path).absolutePath()}) {
        if (!m_watcher.files().contains(path) && !m_watcher.directories().contains(path)) {
            m_watcher.addPath(path);
        }
    }
}

std::optional<QByteArray> SettingsModel::readDisk() const
{
    const Result<Config::IniFile> file = Config::IniFile::read(m_path);
    return file ? std::optional(toBytes(file->document().bytes())) : std::nullopt;
}

void SettingsModel::lookAtDisk()
{
    if (!m_file) {
        return;
    }
    const std::optional<QByteArray> now = readDisk();
    if (!now) {
        setDisk(Disk::Deleted);
        return;
    }
    watch();
    if (now->toStdString() == m_onDisk.bytes()) {
        setDisk(Disk::Same);
    } else if (isDirty()) {
        setDisk(Disk::Changed);
    } else {
        loadDisk();
    }
}

void SettingsModel::setDisk(Disk disk)
{
    // A second change in a row is news, too: what “Compare” shows is no longer true.
    if (std::exchange(m_disk, disk) != disk || disk == Disk::Changed) {
        Q_EMIT diskChanged();
    }
}

void SettingsModel::loadDisk()
{
    Result<Config::IniFile> file = Config::IniFile::read(m_path);
    if (!file) {
        setDisk(Disk::Deleted);
        return;
    }
    m_file = std::move(*file);
    setOnDisk(m_file->document().bytes());
    push(tr("loading from disk"), {}, m_onDisk.bytes());
    tellDirty();
    setDisk(Disk::Same);
}

Result<void> SettingsModel::overwrite()
{
    Result<Config::IniFile> file = Config::IniFile::read(m_path);
    if (!file && file.error().code == Errc::FileMissing) {
        file = Config::IniFile::create(m_path, m_document.bytes());
    }
    if (!file) {
        return std::unexpected(file.error());
    }
    m_file = std::move(*file);
    return save();
}

} // namespace Retort::Ui
