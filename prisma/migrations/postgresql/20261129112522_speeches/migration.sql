-- AlterTable
ALTER TABLE "Conference" ADD COLUMN     "speechesUntil" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "Speech" (
    "id" TEXT NOT NULL,
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
    "sentAt" TIMESTAMP(3),
    "reviewedAt" TIMESTAMP(3),
    "reviewedBy" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Speech_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "SpeechPress" (
    "id" TEXT NOT NULL,
    "speechId" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "elapsedMs" INTEGER NOT NULL,
    "wallMs" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "run" TEXT NOT NULL,
    "monotonicMs" BIGINT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "SpeechPress_pkey" PRIMARY KEY ("id")
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

-- AddForeignKey
ALTER TABLE "Speech" ADD CONSTRAINT "Speech_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Speech" ADD CONSTRAINT "Speech_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Speech" ADD CONSTRAINT "Speech_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "ProgrammeItem"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Speech" ADD CONSTRAINT "Speech_speakerId_fkey" FOREIGN KEY ("speakerId") REFERENCES "Delegate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SpeechPress" ADD CONSTRAINT "SpeechPress_speechId_fkey" FOREIGN KEY ("speechId") REFERENCES "Speech"("id") ON DELETE CASCADE ON UPDATE CASCADE;
