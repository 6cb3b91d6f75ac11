#pragma once

#include <stddef.h>
#include <stdint.h>

/** The CRC-32C (RFC 3720, Castagnoli's polynomial) of sixteen bytes and of those at `bytes`.
 *
 * @param first The first eight of the sixteen bytes, as a word that has the first of them lowest.
 * @param second The other eight.
 *
 * By the instructions of the processor where it has them, else by a table.
 */
uint32_t entity_store_checksum(uint64_t first, uint64_t second, const void *bytes, size_t count);

/** The same by the instruction for eight bytes, where the processor has that: what it takes that has no vectors, or for a
 * few bytes. */
uint32_t entity_store_checksum_by_words(uint64_t first, uint64_t second, const void *bytes, size_t count);

/** The same by the table, on any processor: what tests compare with. */
uint32_t entity_store_checksum_by_table(uint64_t first, uint64_t second, const void *bytes, size_t count);
