-- CreateTable
CREATE TABLE "CertificateWords" (
    "conferenceId" TEXT NOT NULL PRIMARY KEY,
    "issuer" TEXT NOT NULL,
    "place" TEXT NOT NULL,
    "issuedOn" TEXT NOT NULL,
    "signerTitle" TEXT NOT NULL,
    "signerName" TEXT,
    "numberMark" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 0,
    CONSTRAINT "CertificateWords_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "AttendanceCertificate" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "delegateId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "gender" TEXT,
    "title" TEXT,
    "unit" TEXT NOT NULL,
    "attended" INTEGER NOT NULL,
    "held" INTEGER NOT NULL,
    "issuedAt" DATETIME NOT NULL,
    "issuedBy" TEXT NOT NULL,
    "activeOf" TEXT,
    "withdrawnAt" DATETIME,
    "withdrawnBy" TEXT,
    "withdrawnReason" TEXT,
    CONSTRAINT "AttendanceCertificate_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateTable
CREATE TABLE "SeatingVersion" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "conferenceId" TEXT NOT NULL,
    "hallId" TEXT NOT NULL,
    "number" INTEGER NOT NULL,
    "plan" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "byName" TEXT NOT NULL,
    "at" DATETIME NOT NULL,
    CONSTRAINT "SeatingVersion_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference" ("id") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "SeatingVersion_hallId_fkey" FOREIGN KEY ("hallId") REFERENCES "ConferenceHall" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- CreateIndex
CREATE UNIQUE INDEX "AttendanceCertificate_activeOf_key" ON "AttendanceCertificate"("activeOf");

-- CreateIndex
CREATE INDEX "AttendanceCertificate_delegateId_idx" ON "AttendanceCertificate"("delegateId");

-- CreateIndex
CREATE UNIQUE INDEX "AttendanceCertificate_conferenceId_number_key" ON "AttendanceCertificate"("conferenceId", "number");

-- CreateIndex
CREATE INDEX "SeatingVersion_conferenceId_idx" ON "SeatingVersion"("conferenceId");

-- CreateIndex
CREATE UNIQUE INDEX "SeatingVersion_hallId_number_key" ON "SeatingVersion"("hallId", "number");
