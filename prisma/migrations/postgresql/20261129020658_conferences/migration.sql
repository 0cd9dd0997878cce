-- AlterTable
ALTER TABLE "RoleGrant" ADD COLUMN     "conferenceId" TEXT;

-- AlterTable
ALTER TABLE "AuditEntry" ADD COLUMN     "conferenceId" TEXT;

-- CreateTable
CREATE TABLE "Conference" (
    "id" TEXT NOT NULL,
    "code" TEXT NOT NULL,
    "titleVi" TEXT NOT NULL,
    "titleEn" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL,
    "hostUnitId" TEXT NOT NULL,
    "contestId" TEXT,
    "plan" TEXT,
    "occasion" TEXT,
    "venue" TEXT,
    "startsOn" TEXT NOT NULL,
    "endsOn" TEXT NOT NULL,
    "isInvented" BOOLEAN NOT NULL DEFAULT false,
    "tag" TEXT NOT NULL,
    "tokenProfile" TEXT NOT NULL DEFAULT 'signed',
    "isPrivate" BOOLEAN NOT NULL DEFAULT false,
    "quorumPercent" INTEGER,
    "presencePercent" INTEGER,
    "namesUntil" TIMESTAMP(3),
    "rosterRev" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Conference_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConferenceHall" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "capacity" INTEGER,
    "position" INTEGER NOT NULL,

    CONSTRAINT "ConferenceHall_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ConferenceZone" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "code" INTEGER NOT NULL,
    "name" TEXT NOT NULL,

    CONSTRAINT "ConferenceZone_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "DelegateCategory" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "code" INTEGER NOT NULL,
    "name" TEXT NOT NULL,
    "nameEn" TEXT,
    "ribbon" TEXT NOT NULL,
    "zones" TEXT NOT NULL,
    "isCounted" BOOLEAN NOT NULL DEFAULT true,
    "asksPhoto" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,

    CONSTRAINT "DelegateCategory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Checkpoint" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "policy" TEXT NOT NULL,
    "times" INTEGER,
    "hallId" TEXT,
    "zoneId" TEXT,
    "opensAt" TIMESTAMP(3),
    "closesAt" TIMESTAMP(3),
    "isEntry" BOOLEAN NOT NULL DEFAULT false,
    "position" INTEGER NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Checkpoint_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Gate" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "group" TEXT,
    "position" INTEGER NOT NULL,
    "removedAt" TIMESTAMP(3),

    CONSTRAINT "Gate_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "GateCheckpoint" (
    "gateId" TEXT NOT NULL,
    "checkpointId" TEXT NOT NULL,

    CONSTRAINT "GateCheckpoint_pkey" PRIMARY KEY ("gateId","checkpointId")
);

-- CreateTable
CREATE TABLE "Delegation" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "unitId" TEXT NOT NULL,
    "quota" INTEGER NOT NULL,
    "contactName" TEXT,
    "contactPhone" TEXT,
    "contactEmail" TEXT,
    "note" TEXT,
    "linkHash" TEXT,
    "linkMadeAt" TIMESTAMP(3),
    "linkRevokedAt" TIMESTAMP(3),
    "sentInAt" TIMESTAMP(3),
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Delegation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Delegate" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "personId" TEXT NOT NULL,
    "delegationId" TEXT,
    "categoryId" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "deputyOrder" INTEGER,
    "title" TEXT,
    "seat" TEXT,
    "status" TEXT NOT NULL,
    "statusReason" TEXT,
    "statusAt" TIMESTAMP(3) NOT NULL,
    "replacesId" TEXT,
    "note" TEXT,
    "externalCode" TEXT,
    "version" INTEGER NOT NULL DEFAULT 0,
    "createdAt" TIMESTAMP(3) NOT NULL,

    CONSTRAINT "Delegate_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Conference_code_key" ON "Conference"("code");

-- CreateIndex
CREATE UNIQUE INDEX "Conference_tag_key" ON "Conference"("tag");

-- CreateIndex
CREATE INDEX "Conference_hostUnitId_idx" ON "Conference"("hostUnitId");

-- CreateIndex
CREATE INDEX "Conference_contestId_idx" ON "Conference"("contestId");

-- CreateIndex
CREATE INDEX "ConferenceHall_conferenceId_idx" ON "ConferenceHall"("conferenceId");

-- CreateIndex
CREATE UNIQUE INDEX "ConferenceZone_conferenceId_code_key" ON "ConferenceZone"("conferenceId", "code");

-- CreateIndex
CREATE UNIQUE INDEX "DelegateCategory_conferenceId_code_key" ON "DelegateCategory"("conferenceId", "code");

-- CreateIndex
CREATE INDEX "Checkpoint_conferenceId_idx" ON "Checkpoint"("conferenceId");

-- CreateIndex
CREATE INDEX "Gate_conferenceId_idx" ON "Gate"("conferenceId");

-- CreateIndex
CREATE UNIQUE INDEX "Delegation_linkHash_key" ON "Delegation"("linkHash");

-- CreateIndex
CREATE UNIQUE INDEX "Delegation_conferenceId_unitId_key" ON "Delegation"("conferenceId", "unitId");

-- CreateIndex
CREATE UNIQUE INDEX "Delegate_replacesId_key" ON "Delegate"("replacesId");

-- CreateIndex
CREATE INDEX "Delegate_delegationId_idx" ON "Delegate"("delegationId");

-- CreateIndex
CREATE INDEX "Delegate_categoryId_idx" ON "Delegate"("categoryId");

-- CreateIndex
CREATE UNIQUE INDEX "Delegate_conferenceId_personId_key" ON "Delegate"("conferenceId", "personId");

-- CreateIndex
CREATE UNIQUE INDEX "Delegate_conferenceId_externalCode_key" ON "Delegate"("conferenceId", "externalCode");

-- CreateIndex
CREATE INDEX "RoleGrant_conferenceId_idx" ON "RoleGrant"("conferenceId");

-- CreateIndex
CREATE INDEX "AuditEntry_conferenceId_seq_idx" ON "AuditEntry"("conferenceId", "seq");

-- AddForeignKey
ALTER TABLE "RoleGrant" ADD CONSTRAINT "RoleGrant_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conference" ADD CONSTRAINT "Conference_hostUnitId_fkey" FOREIGN KEY ("hostUnitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Conference" ADD CONSTRAINT "Conference_contestId_fkey" FOREIGN KEY ("contestId") REFERENCES "Contest"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConferenceHall" ADD CONSTRAINT "ConferenceHall_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ConferenceZone" ADD CONSTRAINT "ConferenceZone_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "DelegateCategory" ADD CONSTRAINT "DelegateCategory_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Checkpoint" ADD CONSTRAINT "Checkpoint_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Checkpoint" ADD CONSTRAINT "Checkpoint_hallId_fkey" FOREIGN KEY ("hallId") REFERENCES "ConferenceHall"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Checkpoint" ADD CONSTRAINT "Checkpoint_zoneId_fkey" FOREIGN KEY ("zoneId") REFERENCES "ConferenceZone"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Gate" ADD CONSTRAINT "Gate_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateCheckpoint" ADD CONSTRAINT "GateCheckpoint_gateId_fkey" FOREIGN KEY ("gateId") REFERENCES "Gate"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "GateCheckpoint" ADD CONSTRAINT "GateCheckpoint_checkpointId_fkey" FOREIGN KEY ("checkpointId") REFERENCES "Checkpoint"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegation" ADD CONSTRAINT "Delegation_unitId_fkey" FOREIGN KEY ("unitId") REFERENCES "Unit"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegate" ADD CONSTRAINT "Delegate_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegate" ADD CONSTRAINT "Delegate_personId_fkey" FOREIGN KEY ("personId") REFERENCES "Person"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegate" ADD CONSTRAINT "Delegate_delegationId_fkey" FOREIGN KEY ("delegationId") REFERENCES "Delegation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegate" ADD CONSTRAINT "Delegate_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "DelegateCategory"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delegate" ADD CONSTRAINT "Delegate_replacesId_fkey" FOREIGN KEY ("replacesId") REFERENCES "Delegate"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
