-- CreateIndex
CREATE INDEX "Scan_conferenceId_flag_idx" ON "Scan"("conferenceId", "flag");
