-- CreateTable
CREATE TABLE "AudienceVote" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "prizeKey" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "standing" TEXT NOT NULL,
    "candidates" TEXT NOT NULL DEFAULT '[]',
    "mayChange" BOOLEAN NOT NULL DEFAULT true,
    "showsReceived" BOOLEAN NOT NULL DEFAULT false,
    "isWatched" BOOLEAN NOT NULL DEFAULT false,
    "received" INTEGER NOT NULL DEFAULT 0,
    "openedAt" DATETIME,
    "openedBy" TEXT,
    "closesAt" DATETIME,
    "closedAt" DATETIME,
    "closedBy" TEXT,
    "reason" TEXT,
    "countedAt" DATETIME,
    "countedBy" TEXT,
    "counts" TEXT,
    "decisionId" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    CONSTRAINT "AudienceVote_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AudienceTicket" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "voteId" TEXT NOT NULL,
    "batchId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "label" TEXT,
    "source" TEXT NOT NULL DEFAULT 'printed',
    "tokenHash" TEXT NOT NULL,
    "codeHash" TEXT NOT NULL,
    "sealed" TEXT NOT NULL,
    "hasVoted" BOOLEAN NOT NULL DEFAULT false,
    "issuedBy" TEXT NOT NULL,
    "issuedAt" DATETIME NOT NULL,
    "voidedAt" DATETIME,
    "voidedBy" TEXT,
    "voidReason" TEXT,
    "replacesId" TEXT,
    CONSTRAINT "AudienceTicket_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "AudienceVote" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AudienceBallot" (
    "key" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "voteId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "press" TEXT NOT NULL,
    CONSTRAINT "AudienceBallot_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "AudienceVote" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "AudienceVote_roundId_idx" ON "AudienceVote"("roundId");

-- CreateIndex
CREATE INDEX "AudienceVote_contestId_idx" ON "AudienceVote"("contestId");

-- CreateIndex
CREATE UNIQUE INDEX "AudienceTicket_tokenHash_key" ON "AudienceTicket"("tokenHash");

-- CreateIndex
CREATE UNIQUE INDEX "AudienceTicket_codeHash_key" ON "AudienceTicket"("codeHash");

-- CreateIndex
CREATE INDEX "AudienceTicket_contestId_idx" ON "AudienceTicket"("contestId");

-- CreateIndex
CREATE UNIQUE INDEX "AudienceTicket_voteId_number_key" ON "AudienceTicket"("voteId", "number");

-- CreateIndex
CREATE INDEX "AudienceBallot_voteId_idx" ON "AudienceBallot"("voteId");

-- CreateIndex
CREATE INDEX "AudienceBallot_contestId_idx" ON "AudienceBallot"("contestId");
