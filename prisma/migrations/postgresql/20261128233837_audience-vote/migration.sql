-- CreateTable
CREATE TABLE "AudienceVote" (
    "id" TEXT NOT NULL,
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
    "openedAt" TIMESTAMP(3),
    "openedBy" TEXT,
    "closesAt" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "closedBy" TEXT,
    "reason" TEXT,
    "countedAt" TIMESTAMP(3),
    "countedBy" TEXT,
    "counts" TEXT,
    "decisionId" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "AudienceVote_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AudienceTicket" (
    "id" TEXT NOT NULL,
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
    "issuedAt" TIMESTAMP(3) NOT NULL,
    "voidedAt" TIMESTAMP(3),
    "voidedBy" TEXT,
    "voidReason" TEXT,
    "replacesId" TEXT,

    CONSTRAINT "AudienceTicket_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AudienceBallot" (
    "key" TEXT NOT NULL,
    "contestId" TEXT NOT NULL,
    "voteId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "revision" INTEGER NOT NULL,
    "press" TEXT NOT NULL,

    CONSTRAINT "AudienceBallot_pkey" PRIMARY KEY ("key")
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

-- AddForeignKey
ALTER TABLE "AudienceVote" ADD CONSTRAINT "AudienceVote_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AudienceTicket" ADD CONSTRAINT "AudienceTicket_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "AudienceVote"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AudienceBallot" ADD CONSTRAINT "AudienceBallot_voteId_fkey" FOREIGN KEY ("voteId") REFERENCES "AudienceVote"("id") ON DELETE CASCADE ON UPDATE CASCADE;
