-- AlterTable
ALTER TABLE "Conference" ADD COLUMN "speechesUntil" DATETIME;

-- CreateTable
CREATE TABLE "Speech" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "delegationId" TEXT NOT NULL,
    "itemId" TEXT,
    "speakerId" TEXT,
    "topic" TEXT NOT NULL,
    "title" TEXT,
    "text" TEXT,
    "position" INTEGER NOT NULL,
    "minutes" INTEGER NOT NULL,
    "leastMinutes" INTEGER NOT NULL,
    "mustBeSpoken" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL,
    "remark" TEXT,
    "reason" TEXT,
    "sentAt" DATETIME,
    "reviewedAt" DATETIME,
    "reviewedBy" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "Speech_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Speech_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Speech_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "ProgrammeItem" ("id") ON DELETE SET NULL ON UPDATE CASCADE,
    CONSTRAINT "Speech_speakerId_fkey" FOREIGN KEY ("speakerId") REFERENCES "Delegate" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SpeechPress" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "speechId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "elapsedMs" INTEGER NOT NULL,
    "wallMs" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "monotonicMs" BIGINT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "SpeechPress_speechId_fkey" FOREIGN KEY ("speechId") REFERENCES "Speech" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Speech_conferenceId_idx" ON "Speech"("conferenceId");

-- CreateIndex
CREATE INDEX "Speech_delegationId_idx" ON "Speech"("delegationId");

-- CreateIndex
CREATE INDEX "Speech_itemId_idx" ON "Speech"("itemId");

-- CreateIndex
CREATE INDEX "Speech_speakerId_idx" ON "Speech"("speakerId");

-- CreateIndex
CREATE UNIQUE INDEX "SpeechPress_speechId_seq_key" ON "SpeechPress"("speechId", "seq");
