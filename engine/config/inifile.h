// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/base/result.h"
#include "engine/config/inidocument.h"

#include <QString>

#include <string>

namespace Retort::Config {

// An ini file on disk while it is edited. Saving replaces the file as a whole or not at all, keeps its permissions,
// follows a symbolic link, and refuses to overwrite what someone else wrote in the meantime: read it again then.
//
// The file is compared just before it is replaced; nothing locks it, as no editor would look at a lock. The new file
// belongs to the user who saves.
class IniFile final
{
public:
    // Errors: FileMissing; BadFile, PermissionDenied, Io if it cannot be read.
    static Result<IniFile> read(const QString &path);

    // A new file with these bytes. Errors: FileChanged if something of that name exists; PermissionDenied, Io.
    static Result<IniFile> create(const QString &path, std::string bytes);

    const QString &path() const noexcept { return m_path; } // absolute
    IniDocument &document() noexcept { return m_document; }
    const IniDocument &document() const noexcept { return m_document; }

    // Writes only what differs. Errors: FileChanged, FileMissing; PermissionDenied, Io if it cannot be written.
    Result<void> save();

private:
    IniFile(QString path, std::string bytes);

    QString m_path;
    std::string m_onDisk; // as read or saved last
    IniDocument m_document;
};

} // namespace Retort::Config
