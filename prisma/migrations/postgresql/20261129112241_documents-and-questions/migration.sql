-- CreateTable
CREATE TABLE "ConferenceDocument" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "titleEn" TEXT,
    "item" TEXT,
    "position" INTEGER NOT NULL,
    "readers" TEXT NOT NULL,
    "categoryId" TEXT,
    "zoneId" TEXT,
    "isClosed" BOOLEAN NOT NULL DEFAULT false,
    "checkpointId" TEXT,
    "hash" TEXT NOT NULL,
    "fileName" TEXT NOT NULL,
    "releasedAt" TIMESTAMP(3),
    "removedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "ConferenceDocument_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "StoredFile" (
    "hash" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "size" INTEGER NOT NULL,
    "bytes" BYTEA NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "StoredFile_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "DocumentOpening" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "documentId" TEXT NOT NULL,
    "how" TEXT NOT NULL,
    "delegationId" TEXT,
    "delegateId" TEXT,
    "unitName" TEXT,
    "personName" TEXT,
    "hash" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "DocumentOpening_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuestionTime" (
    "conferenceId" TEXT NOT NULL,
    "isOpen" BOOLEAN NOT NULL DEFAULT false,
    "mayBeUnnamed" BOOLEAN NOT NULL DEFAULT true,
    "currentId" TEXT,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuestionTime_pkey" PRIMARY KEY ("conferenceId")
);

-- CreateTable
CREATE TABLE "AskingPlace" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "token" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "AskingPlace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "HallQuestion" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "unitName" TEXT,
    "personName" TEXT,
    "placeName" TEXT,
    "status" TEXT NOT NULL,
    "position" INTEGER,
    "answeredHow" TEXT,
    "answer" TEXT,
    "answeredBy" TEXT,
    "isShown" BOOLEAN NOT NULL DEFAULT false,
    "reason" TEXT,
    "mergedIntoId" TEXT,
    "askedAt" TIMESTAMP(3) NOT NULL,
    "answeredAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "HallQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "ConferenceDocument_conferenceId_position_idx" ON "ConferenceDocument"("conferenceId", "position");

-- CreateIndex
CREATE INDEX "ConferenceDocument_hash_idx" ON "ConferenceDocument"("hash");

-- CreateIndex
CREATE INDEX "DocumentOpening_conferenceId_idx" ON "DocumentOpening"("conferenceId");

-- CreateIndex
CREATE INDEX "DocumentOpening_documentId_idx" ON "DocumentOpening"("documentId");

-- CreateIndex
CREATE INDEX "DocumentOpening_delegationId_idx" ON "DocumentOpening"("delegationId");

-- CreateIndex
CREATE INDEX "DocumentOpening_delegateId_idx" ON "DocumentOpening"("delegateId");

-- CreateIndex
CREATE UNIQUE INDEX "AskingPlace_token_key" ON "AskingPlace"("token");

-- CreateIndex
CREATE INDEX "AskingPlace_conferenceId_idx" ON "AskingPlace"("conferenceId");

-- CreateIndex
CREATE INDEX "HallQuestion_conferenceId_status_idx" ON "HallQuestion"("conferenceId", "status");

-- CreateIndex
CREATE INDEX "HallQuestion_mergedIntoId_idx" ON "HallQuestion"("mergedIntoId");

-- AddForeignKey
ALTER TABLE "ConferenceDocument" ADD CONSTRAINT "ConferenceDocument_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConferenceDocument" ADD CONSTRAINT "ConferenceDocument_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "DelegateCategory"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConferenceDocument" ADD CONSTRAINT "ConferenceDocument_zoneId_fkey" FOREIGN KEY ("zoneId") REFERENCES "ConferenceZone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConferenceDocument" ADD CONSTRAINT "ConferenceDocument_checkpointId_fkey" FOREIGN KEY ("checkpointId") REFERENCES "Checkpoint"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConferenceDocument" ADD CONSTRAINT "ConferenceDocument_hash_fkey" FOREIGN KEY ("hash") REFERENCES "StoredFile"("hash") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentOpening" ADD CONSTRAINT "DocumentOpening_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "ConferenceDocument"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentOpening" ADD CONSTRAINT "DocumentOpening_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DocumentOpening" ADD CONSTRAINT "DocumentOpening_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Delegate"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionTime" ADD CONSTRAINT "QuestionTime_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AskingPlace" ADD CONSTRAINT "AskingPlace_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HallQuestion" ADD CONSTRAINT "HallQuestion_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HallQuestion" ADD CONSTRAINT "HallQuestion_mergedIntoId_fkey" FOREIGN KEY ("mergedIntoId") REFERENCES "HallQuestion"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
