-- CreateTable
CREATE TABLE "ProgrammeItem" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "hallId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "titleEn" TEXT,
    "owner" TEXT,
    "startsAt" DATETIME NOT NULL,
    "minutes" INTEGER NOT NULL,
    "noteMc" TEXT,
    "noteTechnician" TEXT,
    "removedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "ProgrammeItem_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ProgrammeItem_hallId_fkey" FOREIGN KEY ("hallId") REFERENCES "ConferenceHall" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ProgrammeRelease" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "items" TEXT NOT NULL,
    "note" TEXT,
    "byName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "ProgrammeRelease_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "ProgrammeRun" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "hallId" TEXT NOT NULL,
    "itemId" TEXT NOT NULL,
    "startedAt" DATETIME NOT NULL,
    "startedBy" TEXT NOT NULL,
    "endedAt" DATETIME,
    "endedBy" TEXT,
    "runningIn" TEXT,
    "validOf" TEXT,
    "undoneAt" DATETIME,
    "undoneBy" TEXT,
    "undoReason" TEXT,
    CONSTRAINT "ProgrammeRun_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "ProgrammeRun_hallId_fkey" FOREIGN KEY ("hallId") REFERENCES "ConferenceHall" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "ProgrammeRun_itemId_fkey" FOREIGN KEY ("itemId") REFERENCES "ProgrammeItem" ("id") ON DELETE RESTRICT ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "ProgrammeItem_conferenceId_idx" ON "ProgrammeItem"("conferenceId");

-- CreateIndex
CREATE INDEX "ProgrammeItem_hallId_idx" ON "ProgrammeItem"("hallId");

-- CreateIndex
CREATE UNIQUE INDEX "ProgrammeRelease_conferenceId_number_key" ON "ProgrammeRelease"("conferenceId", "number");

-- CreateIndex
CREATE UNIQUE INDEX "ProgrammeRun_runningIn_key" ON "ProgrammeRun"("runningIn");

-- CreateIndex
CREATE UNIQUE INDEX "ProgrammeRun_validOf_key" ON "ProgrammeRun"("validOf");

-- CreateIndex
CREATE INDEX "ProgrammeRun_conferenceId_idx" ON "ProgrammeRun"("conferenceId");

-- CreateIndex
CREATE INDEX "ProgrammeRun_hallId_idx" ON "ProgrammeRun"("hallId");

-- CreateIndex
CREATE INDEX "ProgrammeRun_itemId_idx" ON "ProgrammeRun"("itemId");
