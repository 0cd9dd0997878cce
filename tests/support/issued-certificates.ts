import { randomBytes } from 'node:crypto';
import { BUILT_IN_TEMPLATES } from '#lib/domain/honours/built-in.ts';
import { certificateCode } from '#lib/domain/honours/certificate-code.ts';
import type { CertificateFacts } from '#lib/domain/honours/certificate-facts.ts';
import { signedText } from '#lib/domain/honours/offline-proof.ts';
import { searchKey } from '#lib/domain/people/search-key.ts';
import { sha256Hex } from '#lib/domain/shared/sha256.ts';
import { newId } from '#lib/live/id.ts';
import type { Context } from '#lib/server/command/command.ts';
import type { Database } from '#lib/server/db/client.ts';
import { currentKey, secretOf } from '#lib/server/honours/keys/honours-key.ts';
import { keptTemplate } from '#lib/server/honours/templates/template-for.ts';
import { textToSign } from '#lib/server/honours/proof/proven-fields.ts';

export interface IssuedCertificate {
	readonly id: string;
	readonly code: string;
	readonly recipientId: string;
	readonly facts: CertificateFacts;
	readonly fileHash: string;
}

interface Asked {
	readonly unitId: string;
	readonly names: readonly string[];
	readonly number?: string;
	/** Bytes that stand for a certificate's file. */
	readonly file?: (name: string) => string | Uint8Array;
	readonly source?: string;
	readonly sourceRef?: string;
	readonly teamIds?: readonly string[];
	readonly contestId?: string;
	readonly conferenceId?: string;
	/** Who of Khéo's people they are, name by name. */
	readonly personIds?: readonly (string | null)[];
}

const template = BUILT_IN_TEMPLATES.find(({ key }) => key === 'state-merit')!;

/** A decision with certificates that were issued from it, as rows: what comes before they are checked or taken away. */
export async function issuedCertificates(database: Database, asked: Asked) {
	const at = new Date('2026-10-20T02:00:00Z');
	return database.transaction(async (tx) => {
		const [issuerId, decisionId] = [newId(), newId()];
		const issuer = 'CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH LAI CHÂU';
		await tx.issuer.create({
			data: {
				...{ id: issuerId, unitId: asked.unitId, name: issuer, letterhead: 'state', place: 'Lai Châu' },
				...{ authority: '["merit"]', createdAt: at }
			}
		});
		const number = asked.number ?? '1234/QĐ-UBND';
		const decision = { number, decidedOn: '2026-10-15', signerName: 'Lê Văn Lương', signerTitle: 'CHỦ TỊCH' };
		await tx.awardDecision.create({
			data: {
				...{ id: decisionId, issuerId, kind: 'merit', title: 'Khen thưởng phong trào', ...decision },
				...{ templateKey: template.key, state: 'issued', createdAt: at },
				...{ contestId: asked.contestId ?? null, conferenceId: asked.conferenceId ?? null }
			}
		});
		const context = { tx, at, newId, audit: () => {} } as unknown as Context;
		const key = await currentKey(context);
		const templateId = await keptTemplate(tx, template, { id: newId(), savedBy: 'x', at });
		const certificates: IssuedCertificate[] = [];
		for (const [index, name] of asked.names.entries()) {
			const recipientId = newId();
			await tx.awardRecipient.create({
				data: {
					...{ id: recipientId, decisionId, position: index + 1, subject: 'individual' },
					...{ words: JSON.stringify({ honorific: 'Ông', name }), searchKey: searchKey(name) },
					...{ source: asked.source ?? 'hand', sourceRef: asked.sourceRef ?? null, createdAt: at },
					...{ teamId: asked.teamIds?.[index] ?? null, personId: asked.personIds?.[index] ?? null }
				}
			});
			await tx.awardNumber.create({
				data: {
					...{ id: newId(), issuerId, year: 2026, kind: 'merit', number: index + 1, recipientId, givenAt: at }
				}
			});
			const id = randomBytes(16).toString('hex');
			const code = certificateCode(id);
			const facts: CertificateFacts = {
				...{ id, code, address: `https://kheo.example/v/${code}`, kind: 'merit', letterhead: 'state' },
				...{
					subject: 'individual',
					issuer,
					issuerEn: null,
					linesEn: null,
					place: 'Lai Châu',
					decidedOn: '2026-10-15'
				},
				lines: {
					recipient: `Ông\u00a0${name}`,
					place: 'Trưởng ban công tác Mặt trận bản Thèn Sin',
					achievement: 'Đã có thành tích xuất sắc trong phong trào thi đua “Dân vận khéo”.'
				},
				...{ decision: number, number: index + 1, office: 'CHỦ TỊCH', signer: 'Lê Văn Lương' },
				...{ bearsEmblem: true, byHand: {}, isInvented: false }
			};
			const fileHash = sha256Hex(asked.file?.(name) ?? `the file of ${id}`);
			await tx.awardCertificate.create({
				data: {
					...{ id, decisionId, recipientId, code, facts: JSON.stringify(facts), fileHash, keyId: key.id },
					...{ templateId, issuedAt: at, issuedBy: 'x' },
					signature: signedText(textToSign(facts, fileHash), secretOf(key))
				}
			});
			certificates.push({ id, code, recipientId, facts, fileHash });
		}
		return { issuerId, decisionId, certificates };
	});
}
