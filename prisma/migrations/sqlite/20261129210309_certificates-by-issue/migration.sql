-- CreateIndex
CREATE INDEX "AwardCertificate_issuedAt_id_idx" ON "AwardCertificate"("issuedAt", "id");
