// SPDX-License-Identifier: Apache-2.0
#include "engine/ipc/framereader.h"

#include "engine/base/limits.h"
#include "tests/support/guardedbytes.h"

#include <QTest>

using namespace Retort::Ipc;

class tst_FrameReader final : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesTheSameFramesAtEveryCut();
    void givesTheSameFramesByteByByte();
    void refusesAFrameLongerThanTheLimit();
    void keepsPartialFrames();

private:
    static std::string threeFrames();
};

std::string tst_FrameReader::threeFrames()
{
    std::string wire;
    appendFrame(wire, FrameType::ResponseHead, "head");
    appendFrame(wire, FrameType::ResponseBody, std::string(70'000, 'x'));
    appendFrame(wire, FrameType::ResponseEnd, "");
    return wire;
}

namespace {

QStringList framesOf(FrameReader &reader)
{
    QStringList frames;
    while (const auto frame = reader.next()) {
        frames << QStringLiteral("%1:%2").arg(int(frame->type)).arg(frame->payload.size());
    }
    return frames;
}

const QStringList expected{QStringLiteral("49:4"), QStringLiteral("50:70000"), QStringLiteral("51:0")};

} // namespace

void tst_FrameReader::givesTheSameFramesAtEveryCut()
{
    const std::string wire = threeFrames();
    // Every cut around the frame borders, and a sample inside the long one.
    for (std::size_t cut = 0; cut <= wire.size(); cut += (cut > 64 && cut + 64 < wire.size()) ? 997 : 1) {
        const Retort::Test::GuardedBytes first(std::string_view(wire).substr(0, cut));
        const Retort::Test::GuardedBytes second(std::string_view(wire).substr(cut));
        FrameReader reader;
        reader.append(first.view());
        QStringList frames = framesOf(reader);
        reader.append(second.view());
        frames += framesOf(reader);
        QCOMPARE(frames, expected);
        QVERIFY(!reader.hasPartialFrame());
    }
}

void tst_FrameReader::givesTheSameFramesByteByByte()
{
    FrameReader reader;
    QStringList frames;
    for (const char byte : threeFrames()) {
        reader.append({&byte, 1});
        frames += framesOf(reader);
    }
    QCOMPARE(frames, expected);
}

void tst_FrameReader::refusesAFrameLongerThanTheLimit()
{
    const std::size_t length = Retort::Limits::frameBytes + 1;
    std::string wire;
    for (int i = 0; i < 4; ++i) {
        wire.push_back(static_cast<char>((length >> (8 * i)) & 0xff));
    }
    wire.push_back(static_cast<char>(FrameType::ResponseBody));
    FrameReader reader;
    reader.append(wire);
    QVERIFY(!reader.next());
    QVERIFY(reader.isBroken());
}

void tst_FrameReader::keepsPartialFrames()
{
    FrameReader reader;
    reader.append("\x05");
    QVERIFY(!reader.next());
    QVERIFY(reader.hasPartialFrame());
    QVERIFY(!reader.isBroken());
}

QTEST_GUILESS_MAIN(tst_FrameReader)
#include "tst_framereader.moc"
