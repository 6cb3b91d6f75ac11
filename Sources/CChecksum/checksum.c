#include "checksum.h"

#include <string.h>

#if defined(__x86_64__)
#include <immintrin.h>
#elif defined(__ARM_FEATURE_CRC32)
#include <arm_acle.h>
#endif

/* What a byte alone does to the remainder, for Castagnoli's polynomial with its bits reversed, 0x82F63B78. */
static const uint32_t table[256] = {
    0x00000000, 0xF26B8303, 0xE13B70F7, 0x1350F3F4, 0xC79A971F, 0x35F1141C, 0x26A1E7E8, 0xD4CA64EB,
    0x8AD958CF, 0x78B2DBCC, 0x6BE22838, 0x9989AB3B, 0x4D43CFD0, 0xBF284CD3, 0xAC78BF27, 0x5E133C24,
    0x105EC76F, 0xE235446C, 0xF165B798, 0x030E349B, 0xD7C45070, 0x25AFD373, 0x36FF2087, 0xC494A384,
    0x9A879FA0, 0x68EC1CA3, 0x7BBCEF57, 0x89D76C54, 0x5D1D08BF, 0xAF768BBC, 0xBC267848, 0x4E4DFB4B,
    0x20BD8EDE, 0xD2D60DDD, 0xC186FE29, 0x33ED7D2A, 0xE72719C1, 0x154C9AC2, 0x061C6936, 0xF477EA35,
    0xAA64D611, 0x580F5512, 0x4B5FA6E6, 0xB93425E5, 0x6DFE410E, 0x9F95C20D, 0x8CC531F9, 0x7EAEB2FA,
    0x30E349B1, 0xC288CAB2, 0xD1D83946, 0x23B3BA45, 0xF779DEAE, 0x05125DAD, 0x1642AE59, 0xE4292D5A,
    0xBA3A117E, 0x4851927D, 0x5B016189, 0xA96AE28A, 0x7DA08661, 0x8FCB0562, 0x9C9BF696, 0x6EF07595,
    0x417B1DBC, 0xB3109EBF, 0xA0406D4B, 0x522BEE48, 0x86E18AA3, 0x748A09A0, 0x67DAFA54, 0x95B17957,
    0xCBA24573, 0x39C9C670, 0x2A993584, 0xD8F2B687, 0x0C38D26C, 0xFE53516F, 0xED03A29B, 0x1F682198,
    0x5125DAD3, 0xA34E59D0, 0xB01EAA24, 0x42752927, 0x96BF4DCC, 0x64D4CECF, 0x77843D3B, 0x85EFBE38,
    0xDBFC821C, 0x2997011F, 0x3AC7F2EB, 0xC8AC71E8, 0x1C661503, 0xEE0D9600, 0xFD5D65F4, 0x0F36E6F7,
    0x61C69362, 0x93AD1061, 0x80FDE395, 0x72966096, 0xA65C047D, 0x5437877E, 0x4767748A, 0xB50CF789,
    0xEB1FCBAD, 0x197448AE, 0x0A24BB5A, 0xF84F3859, 0x2C855CB2, 0xDEEEDFB1, 0xCDBE2C45, 0x3FD5AF46,
    0x7198540D, 0x83F3D70E, 0x90A324FA, 0x62C8A7F9, 0xB602C312, 0x44694011, 0x5739B3E5, 0xA55230E6,
    0xFB410CC2, 0x092A8FC1, 0x1A7A7C35, 0xE811FF36, 0x3CDB9BDD, 0xCEB018DE, 0xDDE0EB2A, 0x2F8B6829,
    0x82F63B78, 0x709DB87B, 0x63CD4B8F, 0x91A6C88C, 0x456CAC67, 0xB7072F64, 0xA457DC90, 0x563C5F93,
    0x082F63B7, 0xFA44E0B4, 0xE9141340, 0x1B7F9043, 0xCFB5F4A8, 0x3DDE77AB, 0x2E8E845F, 0xDCE5075C,
    0x92A8FC17, 0x60C37F14, 0x73938CE0, 0x81F80FE3, 0x55326B08, 0xA759E80B, 0xB4091BFF, 0x466298FC,
    0x1871A4D8, 0xEA1A27DB, 0xF94AD42F, 0x0B21572C, 0xDFEB33C7, 0x2D80B0C4, 0x3ED04330, 0xCCBBC033,
    0xA24BB5A6, 0x502036A5, 0x4370C551, 0xB11B4652, 0x65D122B9, 0x97BAA1BA, 0x84EA524E, 0x7681D14D,
    0x2892ED69, 0xDAF96E6A, 0xC9A99D9E, 0x3BC21E9D, 0xEF087A76, 0x1D63F975, 0x0E330A81, 0xFC588982,
    0xB21572C9, 0x407EF1CA, 0x532E023E, 0xA145813D, 0x758FE5D6, 0x87E466D5, 0x94B49521, 0x66DF1622,
    0x38CC2A06, 0xCAA7A905, 0xD9F75AF1, 0x2B9CD9F2, 0xFF56BD19, 0x0D3D3E1A, 0x1E6DCDEE, 0xEC064EED,
    0xC38D26C4, 0x31E6A5C7, 0x22B65633, 0xD0DDD530, 0x0417B1DB, 0xF67C32D8, 0xE52CC12C, 0x1747422F,
    0x49547E0B, 0xBB3FFD08, 0xA86F0EFC, 0x5A048DFF, 0x8ECEE914, 0x7CA56A17, 0x6FF599E3, 0x9D9E1AE0,
    0xD3D3E1AB, 0x21B862A8, 0x32E8915C, 0xC083125F, 0x144976B4, 0xE622F5B7, 0xF5720643, 0x07198540,
    0x590AB964, 0xAB613A67, 0xB831C993, 0x4A5A4A90, 0x9E902E7B, 0x6CFBAD78, 0x7FAB5E8C, 0x8DC0DD8F,
    0xE330A81A, 0x115B2B19, 0x020BD8ED, 0xF0605BEE, 0x24AA3F05, 0xD6C1BC06, 0xC5914FF2, 0x37FACCF1,
    0x69E9F0D5, 0x9B8273D6, 0x88D28022, 0x7AB90321, 0xAE7367CA, 0x5C18E4C9, 0x4F48173D, 0xBD23943E,
    0xF36E6F75, 0x0105EC76, 0x12551F82, 0xE03E9C81, 0x34F4F86A, 0xC69F7B69, 0xD5CF889D, 0x27A40B9E,
    0x79B737BA, 0x8BDCB4B9, 0x988C474D, 0x6AE7C44E, 0xBE2DA0A5, 0x4C4623A6, 0x5F16D052, 0xAD7D5351,
};

/* Before the first byte and after the last one the remainder is inverted: so zeros at either end count. */
#define INVERTED 0xFFFFFFFFU

static uint32_t add_bytes(uint32_t remainder, const unsigned char *bytes, size_t count)
{
    for (size_t index = 0; index < count; index++)
        remainder = table[(remainder ^ bytes[index]) & 0xFF] ^ remainder >> 8;
    return remainder;
}

static uint32_t add_word(uint32_t remainder, uint64_t word)
{
    for (int shift = 0; shift < 64; shift += 8)
        remainder = table[(remainder ^ word >> shift) & 0xFF] ^ remainder >> 8;
    return remainder;
}

uint32_t entity_store_checksum_by_table(uint64_t first, uint64_t second, const void *bytes, size_t count)
{
    return ~add_bytes(add_word(add_word(INVERTED, first), second), bytes, count);
}

#if defined(__x86_64__)

#define INSTRUCTIONS __attribute__((target("sse4.2,pclmul")))

/* The instruction takes eight bytes in one cycle, and gives what comes of them after three. So three stretches of equal
 * length are gone through at once, each of this many words at most: a record is one pass, in three parts. */
#define LONGEST ((size_t)64)
/* Below this, one stretch is quicker than three and their sum. */
#define SHORTEST ((size_t)3)

/* x to the power of 64n - 33 modulo the polynomial, bits reversed, for n words: a remainder times this is what it will
 * be n words later, once the instruction has reduced the product, which it does in passing (Gopal et al., "Fast CRC
 * Computation for iSCSI Polynomial Using CRC32 Instruction", Intel 2011). */
static const uint32_t words_on[2 * LONGEST + 1] = {
    0x00000000, 0x00000001, 0x493C7D27, 0xF20C0DFE, 0xBA4FC28E, 0x3DA6D0CB, 0xDDC0152B, 0x1C291D04,
    0x9E4ADDF8, 0x740EEF02, 0x39D3B296, 0x083A6EEC, 0x0715CE53, 0xC49F4F67, 0x47DB8317, 0x2AD91C30,
    0x0D3B6092, 0x6992CEA2, 0xC96CFDC0, 0x7E908048, 0x878A92A7, 0x1B3D8F29, 0xDAECE73E, 0xF1D0F55E,
    0xAB7AFF2A, 0xA87AB8A8, 0x2162D385, 0x8462D800, 0x83348832, 0x71D111A8, 0x299847D5, 0xFFD852C6,
    0xB9E02B86, 0xDCB17AA4, 0x18B33A4E, 0xF37C5AEE, 0xB6DD949B, 0x6051D5A2, 0x78D9CCB7, 0x18B0D4FF,
    0xBAC2FD7B, 0x21F3D99C, 0xA60CE07B, 0x8F158014, 0xCE7F39F4, 0xA00457F7, 0x61D82E56, 0x8D6D2C43,
    0xD270F1A2, 0x00AC29CF, 0xC619809D, 0xE9ADF796, 0x2B3CAC5D, 0x96638B34, 0x65863B64, 0xE0E9F351,
    0x1B03397F, 0x9AF01F2D, 0xEBB883BD, 0x2CFF42CF, 0xB3E32C28, 0x88F25A3A, 0x064F7F26, 0x4E36F0B0,
    0xDD7E3B0C, 0xBD6F81F8, 0xF285651C, 0x91C9BD4B, 0x10746F3C, 0x885F087B, 0xC7A68855, 0x4C144932,
    0x271D9844, 0x52148F02, 0x8E766A0C, 0xA3C6F37A, 0x93A5F730, 0xD7C0557F, 0x6CB08E5C, 0x63DED06A,
    0x6B749FB2, 0x4D56973C, 0x1393E203, 0x9669C9DF, 0xCEC3662E, 0xE417F38A, 0x96C515BB, 0x4B9E0F71,
    0xE6FC4E6A, 0xD104B8FC, 0x8227BB8A, 0x5B397730, 0xB0CD4768, 0xE78EB416, 0x39C7FF35, 0x61FF0E01,
    0xD7A4825C, 0x8D96551C, 0x0AB3844B, 0x0BF80DD2, 0x0167D312, 0x8821ABED, 0xF6076544, 0x6A45D2B2,
    0x26F6A60A, 0xD8D26619, 0xA741C1BF, 0xDE87806C, 0x98D8D9CB, 0x14338754, 0x49C3CC9C, 0x5BD2011F,
    0x68BCE87A, 0xDD07448E, 0x57A3D037, 0xDDE8F5B9, 0x6956FC3B, 0xA3E3E02C, 0x42D98888, 0xD73C7BEA,
    0x3771E98F, 0x80FF0093, 0xB42AE3D9, 0x8FE4C34D, 0x2178513A, 0xDF99FC11, 0xE0AC139E, 0x6C23E841,
    0x170076FA,
};

static inline uint64_t word_at(const unsigned char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

INSTRUCTIONS static inline uint64_t product(uint64_t remainder, uint32_t factor)
{
    return (uint64_t)_mm_cvtsi128_si64(
        _mm_clmulepi64_si128(_mm_cvtsi64_si128((int64_t)remainder), _mm_cvtsi32_si128((int)factor), 0));
}

INSTRUCTIONS static inline uint64_t begin(uint64_t first, uint64_t second)
{
    return _mm_crc32_u64(_mm_crc32_u64(INVERTED, first), second);
}

INSTRUCTIONS static uint32_t by_instructions(uint64_t remainder, const unsigned char *bytes, size_t count)
{
    for (;;) {
        size_t words = count / (3 * sizeof(uint64_t));
        if (words < SHORTEST)
            break;
        if (words > LONGEST)
            words = LONGEST;
        const size_t stretch = words * sizeof(uint64_t);
        const size_t end = stretch - sizeof(uint64_t);
        const unsigned char *next = bytes + stretch;
        const unsigned char *last = next + stretch;
        uint64_t of_next = 0;
        uint64_t of_last = 0;
        for (size_t offset = 0; offset < end; offset += sizeof(uint64_t)) {
            remainder = _mm_crc32_u64(remainder, word_at(bytes + offset));
            of_next = _mm_crc32_u64(of_next, word_at(next + offset));
            of_last = _mm_crc32_u64(of_last, word_at(last + offset));
        }
        remainder = _mm_crc32_u64(remainder, word_at(bytes + end));
        of_next = _mm_crc32_u64(of_next, word_at(next + end));
        remainder = _mm_crc32_u64(
            of_last, word_at(last + end) ^ product(remainder, words_on[2 * words]) ^ product(of_next, words_on[words]));
        bytes += 3 * stretch;
        count -= 3 * stretch;
    }
    for (; count >= sizeof(uint64_t); count -= sizeof(uint64_t), bytes += sizeof(uint64_t))
        remainder = _mm_crc32_u64(remainder, word_at(bytes));
    for (; count > 0; count--)
        remainder = _mm_crc32_u8((uint32_t)remainder, *bytes++);
    return ~(uint32_t)remainder;
}

#define VECTORS __attribute__((target("avx512f,vpclmulqdq,sse4.2,pclmul")))

/* A vector is four lanes of two words. Each lane is a remainder that has not been reduced. */
#define VECTOR sizeof(__m512i)

VECTORS static inline __m512i vector_at(const unsigned char *bytes)
{
    return _mm512_loadu_si512(bytes);
}

/* What takes a lane so many words on. */
VECTORS static inline __m128i lane_on(size_t words)
{
    return _mm_set_epi64x(words_on[words], words_on[words + 1]);
}

/* The lanes of `vector`, each taken on by its factor, and those of `next` added. */
VECTORS static inline __m512i added(__m512i vector, __m512i factors, __m512i next)
{
    const __m512i low = _mm512_clmulepi64_epi128(vector, factors, 0x00);
    const __m512i high = _mm512_clmulepi64_epi128(vector, factors, 0x11);
    return _mm512_xor_si512(_mm512_xor_si512(low, high), next);
}

/* The remainder of the four lanes, which lie behind one another. */
VECTORS static inline uint64_t reduced(__m512i vector)
{
    __m512i factors = _mm512_castsi128_si512(lane_on(6));
    factors = _mm512_inserti32x4(factors, lane_on(4), 1);
    factors = _mm512_inserti32x4(factors, lane_on(2), 2);
    factors = _mm512_inserti32x4(factors, _mm_setzero_si128(), 3);
    const __m512i taken = added(vector, factors, _mm512_maskz_mov_epi64(0xC0, vector));
    const __m128i sum = _mm_xor_si128(
        _mm_xor_si128(_mm512_extracti32x4_epi32(taken, 0), _mm512_extracti32x4_epi32(taken, 1)),
        _mm_xor_si128(_mm512_extracti32x4_epi32(taken, 2), _mm512_extracti32x4_epi32(taken, 3)));
    return _mm_crc32_u64(_mm_crc32_u64(0, (uint64_t)_mm_cvtsi128_si64(sum)), (uint64_t)_mm_extract_epi64(sum, 1));
}

/* Newer processors multiply all lanes of a vector at once. Four vectors go on at once, as a product takes some cycles. */
VECTORS static uint32_t by_vectors(uint64_t remainder, const unsigned char *bytes, size_t count)
{
    const __m512i start = _mm512_zextsi128_si512(_mm_cvtsi64_si128((int64_t)remainder));
    __m512i one = _mm512_xor_si512(vector_at(bytes), start);
    __m512i two = vector_at(bytes + VECTOR);
    __m512i three = vector_at(bytes + 2 * VECTOR);
    __m512i four = vector_at(bytes + 3 * VECTOR);
    const __m512i four_on = _mm512_broadcast_i32x4(lane_on(4 * VECTOR / sizeof(uint64_t)));
    const __m512i one_on = _mm512_broadcast_i32x4(lane_on(VECTOR / sizeof(uint64_t)));
    for (bytes += 4 * VECTOR, count -= 4 * VECTOR; count >= 4 * VECTOR; bytes += 4 * VECTOR, count -= 4 * VECTOR) {
        one = added(one, four_on, vector_at(bytes));
        two = added(two, four_on, vector_at(bytes + VECTOR));
        three = added(three, four_on, vector_at(bytes + 2 * VECTOR));
        four = added(four, four_on, vector_at(bytes + 3 * VECTOR));
    }
    four = added(added(added(one, one_on, two), one_on, three), one_on, four);
    for (; count >= VECTOR; bytes += VECTOR, count -= VECTOR)
        four = added(four, one_on, vector_at(bytes));
    return by_instructions(reduced(four), bytes, count);
}

uint32_t entity_store_checksum(uint64_t first, uint64_t second, const void *bytes, size_t count)
{
    if (count >= 4 * VECTOR && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("vpclmulqdq"))
        return by_vectors(begin(first, second), bytes, count);
    return entity_store_checksum_by_words(first, second, bytes, count);
}

uint32_t entity_store_checksum_by_words(uint64_t first, uint64_t second, const void *bytes, size_t count)
{
    if (__builtin_cpu_supports("sse4.2") && __builtin_cpu_supports("pclmul"))
        return by_instructions(begin(first, second), bytes, count);
    return entity_store_checksum_by_table(first, second, bytes, count);
}

#elif defined(__ARM_FEATURE_CRC32)

uint32_t entity_store_checksum(uint64_t first, uint64_t second, const void *bytes, size_t count)
{
    return entity_store_checksum_by_words(first, second, bytes, count);
}

uint32_t entity_store_checksum_by_words(uint64_t first, uint64_t second, const void *bytes, size_t count)
{
    const unsigned char *next = bytes;
    uint32_t remainder = __crc32cd(__crc32cd(INVERTED, first), second);
    for (; count >= sizeof(uint64_t); count -= sizeof(uint64_t), next += sizeof(uint64_t)) {
        uint64_t word;
        memcpy(&word, next, sizeof word);
        remainder = __crc32cd(remainder, word);
    }
    for (; count > 0; count--)
        remainder = __crc32cb(remainder, *next++);
    return ~remainder;
}

#else

uint32_t entity_store_checksum(uint64_t first, uint64_t second, const void *bytes, size_t count)
{
    return entity_store_checksum_by_table(first, second, bytes, count);
}

uint32_t entity_store_checksum_by_words(uint64_t first, uint64_t second, const void *bytes, size_t count)
{
    return entity_store_checksum_by_table(first, second, bytes, count);
}

#endif
