// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "engine/content/contentdecoder.h"
#include "engine/content/jsonoutline.h"
#include "engine/content/multipart.h"
#include "ui/requests/bodytext.h"
#include "ui/requests/capturedtext.h"

#include <QImage>

#include <memory>
#include <vector>

namespace Retort::Requests {

// What a captured body is once its content coding and charset are taken off, by what it holds rather than by what it says
// alone. A plain value; readBody() may run on any thread and takes up to a tenth of a second for a body of 16 MiB.
struct BodyContent
{
    enum class Shape : quint8 {
        Nothing,
        Json,   // also when it is none: see json->fault()
        Image,
        Form,   // application/x-www-form-urlencoded
        Parts,  // multipart/…
        Markup, // HTML, XML
        Text,
        Bytes,
    };

    struct Place
    {
        int line = 0; // from 1; 0: nowhere
        int column = 0;
        QString sentence;
    };

    CapturedBody sent;
    QByteArray bytes; // without content codings
    Content::Reading reading = Content::Reading::Whole;
    QString coding;   // that could not be taken off, or not wholly
    Shape shape = Shape::Nothing;
    BodyText text;    // of all but images and bytes
    QString shown;    // as text or hex, fit to be looked at; cut where a text widget becomes slow
    std::shared_ptr<const Content::JsonOutline> json;
    std::vector<Content::Part> parts;
    QImage image;     // scaled down to mostImagePx
    QSize imageSize;  // as it was sent
    Place fault;      // where JSON or XML stops to be what it says

    bool isCut() const noexcept { return sent.cut || reading != Content::Reading::Whole; }
    bool isText() const noexcept { return shape != Shape::Image && shape != Shape::Bytes && shape != Shape::Nothing; }

    static constexpr int mostImagePx = 2'048;         // on a side, shown
    static constexpr int mostImagePixels = 16'000'000; // decoded: 64 MB
};

BodyContent readBody(const CapturedBody &body);

// “application/json · 812 B · gzip, 2.4 kB unpacked”: what it is, and all that is not as it was sent.
QString bodyWords(const BodyContent &content);

// "users.json": for saving, from the last part of the path and the type.
QString proposedFileName(const QString &target, const BodyContent &content);

} // namespace Retort::Requests
