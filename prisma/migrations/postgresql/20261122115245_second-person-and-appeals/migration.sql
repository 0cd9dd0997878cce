-- AlterTable
ALTER TABLE "Ballot" ADD COLUMN     "verifiedAt" TIMESTAMP(3);

-- CreateTable
CREATE TABLE "Approval" (
    "id" TEXT NOT NULL,
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
    "requestedAt" TIMESTAMP(3) NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "answer" TEXT,
    "answeredBy" TEXT,
    "answeredName" TEXT,
    "answeredAt" TIMESTAMP(3),
    "answerReason" TEXT,

    CONSTRAINT "Approval_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Appeal" (
    "id" TEXT NOT NULL,
    "contestId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "teamId" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "broughtBy" TEXT NOT NULL,
    "receivedAt" TIMESTAMP(3) NOT NULL,
    "recordedBy" TEXT NOT NULL,
    "recordedAt" TIMESTAMP(3) NOT NULL,
    "answer" TEXT,
    "answerReason" TEXT,
    "answeredBy" TEXT,
    "answeredAt" TIMESTAMP(3),
    "approvalId" TEXT,

    CONSTRAINT "Appeal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "PrintedRecord" (
    "id" TEXT NOT NULL,
    "contestId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "printedBy" TEXT NOT NULL,
    "printedName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "PrintedRecord_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Approval_roundId_answer_idx" ON "Approval"("roundId", "answer");

-- CreateIndex
CREATE INDEX "Appeal_roundId_answer_idx" ON "Appeal"("roundId", "answer");

-- CreateIndex
CREATE INDEX "PrintedRecord_roundId_version_idx" ON "PrintedRecord"("roundId", "version");

-- AddForeignKey
ALTER TABLE "Approval" ADD CONSTRAINT "Approval_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_teamId_fkey" FOREIGN KEY ("teamId") REFERENCES "Team"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Appeal" ADD CONSTRAINT "Appeal_approvalId_fkey" FOREIGN KEY ("approvalId") REFERENCES "Approval"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "PrintedRecord" ADD CONSTRAINT "PrintedRecord_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;
