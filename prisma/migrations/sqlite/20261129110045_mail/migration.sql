-- CreateTable
CREATE TABLE "MailSettings" (
    "id" TEXT NOT NULL PRIMARY KEY,
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
    "changedAt" DATETIME NOT NULL
);

-- CreateTable
CREATE TABLE "Mailing" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "link" TEXT NOT NULL,
    "attaches" BOOLEAN NOT NULL,
    "locale" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "body" TEXT NOT NULL,
    "origin" TEXT NOT NULL,
    "createdAt" DATETIME NOT NULL,
    "createdBy" TEXT NOT NULL,
    "createdName" TEXT NOT NULL,
    "stoppedAt" DATETIME,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "Mailing_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "MailedLetter" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "mailingId" TEXT NOT NULL,
    "delegationId" TEXT,
    "unitName" TEXT NOT NULL,
    "contactName" TEXT,
    "address" TEXT NOT NULL,
    "sealedToken" TEXT,
    "status" TEXT NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "nextAt" DATETIME NOT NULL,
    "leaseBy" TEXT,
    "leaseUntil" DATETIME,
    "handedAt" DATETIME,
    "endedAt" DATETIME,
    "answer" TEXT,
    CONSTRAINT "MailedLetter_mailingId_fkey" FOREIGN KEY ("mailingId") REFERENCES "Mailing" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "MailedLetter_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation" ("id") ON DELETE SET NULL ON UPDATE CASCADE
);

-- CreateIndex
CREATE INDEX "Mailing_conferenceId_idx" ON "Mailing"("conferenceId");

-- CreateIndex
CREATE INDEX "MailedLetter_mailingId_idx" ON "MailedLetter"("mailingId");

-- CreateIndex
CREATE INDEX "MailedLetter_delegationId_idx" ON "MailedLetter"("delegationId");

-- CreateIndex
CREATE INDEX "MailedLetter_status_nextAt_idx" ON "MailedLetter"("status", "nextAt");
