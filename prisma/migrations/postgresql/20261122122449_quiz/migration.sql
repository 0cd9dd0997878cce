-- CreateTable
CREATE TABLE "QuestionBank" (
    "id" TEXT NOT NULL,
    "contestId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "state" TEXT NOT NULL,
    "seed" TEXT,
    "commitment" TEXT,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "sealedBy" TEXT,
    "sealedAt" TIMESTAMP(3),
    "openedBy" TEXT,
    "openedAt" TIMESTAMP(3),

    CONSTRAINT "QuestionBank_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Question" (
    "id" TEXT NOT NULL,
    "bankId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "origin" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "options" TEXT NOT NULL,
    "answer" INTEGER,
    "notes" TEXT NOT NULL,

    CONSTRAINT "Question_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuestionDraw" (
    "id" TEXT NOT NULL,
    "contestId" TEXT NOT NULL,
    "stageKey" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "bankId" TEXT NOT NULL,
    "partKey" TEXT NOT NULL,
    "seq" INTEGER NOT NULL,
    "method" TEXT NOT NULL,
    "excluded" TEXT NOT NULL,
    "drawers" TEXT NOT NULL,
    "each" INTEGER NOT NULL,
    "result" TEXT NOT NULL,
    "reason" TEXT,
    "by" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuestionDraw_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "AskedQuestion" (
    "id" TEXT NOT NULL,
    "drawId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "partKey" TEXT NOT NULL,
    "drawer" TEXT NOT NULL,
    "position" INTEGER NOT NULL,
    "questionId" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'sealed',
    "shownAt" TIMESTAMP(3),
    "until" TIMESTAMP(3),
    "closedAt" TIMESTAMP(3),
    "revealedAt" TIMESTAMP(3),
    "voidedAt" TIMESTAMP(3),
    "voidReason" TEXT,

    CONSTRAINT "AskedQuestion_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "TeamAnswer" (
    "id" TEXT NOT NULL,
    "askedId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "press" INTEGER NOT NULL,
    "choice" INTEGER,
    "source" TEXT NOT NULL,
    "tabletId" TEXT,
    "by" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "TeamAnswer_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuizTablet" (
    "id" TEXT NOT NULL,
    "contestId" TEXT NOT NULL,
    "roundId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "inviteHash" TEXT NOT NULL,
    "expiresAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "tokenHash" TEXT,
    "claimedAt" TIMESTAMP(3),
    "endsAt" TIMESTAMP(3),
    "lastSeenAt" TIMESTAMP(3),
    "revokedAt" TIMESTAMP(3),

    CONSTRAINT "QuizTablet_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "QuizScore" (
    "roundId" TEXT NOT NULL,
    "teamId" TEXT NOT NULL,
    "partKey" TEXT NOT NULL,
    "proposed" TEXT NOT NULL,
    "right" INTEGER NOT NULL,
    "wrong" INTEGER NOT NULL,
    "unanswered" INTEGER NOT NULL,
    "confirmed" TEXT,
    "reason" TEXT,
    "by" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "QuizScore_pkey" PRIMARY KEY ("roundId","teamId","partKey")
);

-- CreateIndex
CREATE UNIQUE INDEX "QuestionBank_contestId_kind_version_key" ON "QuestionBank"("contestId", "kind", "version");

-- CreateIndex
CREATE UNIQUE INDEX "Question_bankId_number_key" ON "Question"("bankId", "number");

-- CreateIndex
CREATE INDEX "QuestionDraw_roundId_idx" ON "QuestionDraw"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "QuestionDraw_contestId_seq_key" ON "QuestionDraw"("contestId", "seq");

-- CreateIndex
CREATE INDEX "AskedQuestion_roundId_idx" ON "AskedQuestion"("roundId");

-- CreateIndex
CREATE UNIQUE INDEX "AskedQuestion_roundId_partKey_drawer_position_key" ON "AskedQuestion"("roundId", "partKey", "drawer", "position");

-- CreateIndex
CREATE UNIQUE INDEX "TeamAnswer_askedId_teamId_press_key" ON "TeamAnswer"("askedId", "teamId", "press");

-- CreateIndex
CREATE UNIQUE INDEX "QuizTablet_inviteHash_key" ON "QuizTablet"("inviteHash");

-- CreateIndex
CREATE UNIQUE INDEX "QuizTablet_tokenHash_key" ON "QuizTablet"("tokenHash");

-- CreateIndex
CREATE INDEX "QuizTablet_roundId_teamId_idx" ON "QuizTablet"("roundId", "teamId");

-- AddForeignKey
ALTER TABLE "QuestionBank" ADD CONSTRAINT "QuestionBank_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Question" ADD CONSTRAINT "Question_bankId_fkey" FOREIGN KEY ("bankId") REFERENCES "QuestionBank"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionDraw" ADD CONSTRAINT "QuestionDraw_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuestionDraw" ADD CONSTRAINT "QuestionDraw_bankId_fkey" FOREIGN KEY ("bankId") REFERENCES "QuestionBank"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AskedQuestion" ADD CONSTRAINT "AskedQuestion_drawId_fkey" FOREIGN KEY ("drawId") REFERENCES "QuestionDraw"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "AskedQuestion" ADD CONSTRAINT "AskedQuestion_questionId_fkey" FOREIGN KEY ("questionId") REFERENCES "Question"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "TeamAnswer" ADD CONSTRAINT "TeamAnswer_askedId_fkey" FOREIGN KEY ("askedId") REFERENCES "AskedQuestion"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuizTablet" ADD CONSTRAINT "QuizTablet_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "QuizScore" ADD CONSTRAINT "QuizScore_roundId_fkey" FOREIGN KEY ("roundId") REFERENCES "Round"("id") ON DELETE CASCADE ON UPDATE CASCADE;
