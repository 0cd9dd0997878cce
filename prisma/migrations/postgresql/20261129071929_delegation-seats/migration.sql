-- CreateTable
CREATE TABLE "SeatHolding" (
    "id" TEXT NOT NULL,
    "conferenceId" TEXT NOT NULL,
    "seatId" TEXT NOT NULL,
    "delegateId" TEXT NOT NULL,
    "reason" TEXT,
    "authorisedBy" TEXT NOT NULL,
    "since" TIMESTAMP(3) NOT NULL,
    "until" TIMESTAMP(3),

    CONSTRAINT "SeatHolding_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "SeatHolding_conferenceId_idx" ON "SeatHolding"("conferenceId");

-- CreateIndex
CREATE INDEX "SeatHolding_seatId_idx" ON "SeatHolding"("seatId");

-- CreateIndex
CREATE INDEX "SeatHolding_delegateId_idx" ON "SeatHolding"("delegateId");

-- AddForeignKey
ALTER TABLE "SeatHolding" ADD CONSTRAINT "SeatHolding_conferenceId_fkey" FOREIGN KEY ("conferenceId") REFERENCES "Conference"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SeatHolding" ADD CONSTRAINT "SeatHolding_delegateId_fkey" FOREIGN KEY ("delegateId") REFERENCES "Delegate"("id") ON DELETE CASCADE ON UPDATE CASCADE;
