-- AlterTable
ALTER TABLE "Ballot" ADD COLUMN "verifiedAt" DATETIME;

-- CreateTable
CREATE TABLE "Approval" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "request" TEXT NOT NULL,
    "difference" TEXT NOT NULL,
    "basis" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "requestedBy" TEXT NOT NULL,
    "requestedName" TEXT NOT NULL,
    "requestedPersonId" TEXT,
    "requestedAt" DATETIME NOT NULL,
    "expiresAt" DATETIME NOT NULL,
    "answer" TEXT,
    "answeredBy" TEXT,
    "answeredName" TEXT,
    "answeredAt" DATETIME,
    "answerReason" TEXT,
    CONSTRAINT "Approval_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "Appeal" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "teamId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "broughtBy" TEXT NOT NULL,
    "receivedAt" DATETIME NOT NULL,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" DATETIME NOT NULL,
    "answer" TEXT,
    "answerReason" TEXT,
    "answeredBy" TEXT,
    "answeredAt" DATETIME,
    "approvalId" TEXT,
    CONSTRAINT "Appeal_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "Appeal_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team" ("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "Appeal_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "Approval" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "PrintedRecord" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "contestId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "printedBy" TEXT NOT NULL,
    "printedName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "PrintedRecord_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Approval_roundId_answer_idx" ON "Approval"("roundId", "answer");

-- CreateIndex
CREATE INDEX "Appeal_roundId_answer_idx" ON "Appeal"("roundId", "answer");

-- CreateIndex
CREATE INDEX "PrintedRecord_roundId_version_idx" ON "PrintedRecord"("roundId", "version");
