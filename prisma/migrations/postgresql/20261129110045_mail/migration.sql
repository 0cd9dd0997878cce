-- CreateTable
CREATE TABLE "MailSettings" (
    "id" TEXT NOT NULL,
    "host" TEXT NOT NULL,
    "port" INTEGER NOT NULL,
    "security" TEXT NOT NULL,
    "user" TEXT,
    "sealedPassword" TEXT,
    "fromAddress" TEXT NOT NULL,
    "fromName" TEXT,
    "replyTo" TEXT,
    "perMinute" INTEGER NOT NULL DEFAULT 60,
    "version" INTEGER NOT NULL DEFAULT 0,
    "changedAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "MailSettings_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Mailing" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "attaches" BOOLEAN NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "createdAt" TIMESTAMP(3) NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdName" TEXT NOT NULL,
    "stoppedAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "Mailing_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "MailedLetter" (
    "id" TEXT NOT NULL,
    "mailingId" TEXT NOT NULL,
    "delegationId" TEXT,
    "unitName" TEXT NOT NULL,
    "contactName" TEXT,
    "address" TEXT NOT NULL,
    "sealedToken" TEXT,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" TIMESTAMP(3) NOT NULL,
    "leaseBy" TEXT,
    "leaseUntil" TIMESTAMP(3),
    "handedAt" TIMESTAMP(3),
    "endedAt" TIMESTAMP(3),
    "answer" TEXT,

    CONSTRAINT "MailedLetter_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "Mailing_conferenceId_idx" ON "Mailing"("conferenceId");

-- CreateIndex
CREATE INDEX "MailedLetter_mailingId_idx" ON "MailedLetter"("mailingId");

-- CreateIndex
CREATE INDEX "MailedLetter_delegationId_idx" ON "MailedLetter"("delegationId");

-- CreateIndex
CREATE INDEX "MailedLetter_status_nextAt_idx" ON "MailedLetter"("status", "nextAt");

-- AddForeignKey
ALTER TABLE "Mailing" ADD CONSTRAINT "Mailing_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailedLetter" ADD CONSTRAINT "MailedLetter_mailingId_fkey" FOREIGN KEY ("mailingId") REFERENCES "Mailing"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "MailedLetter" ADD CONSTRAINT "MailedLetter_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation"("id") ON DELETE SET NULL ON UPDATE CASCADE;
