/** The shape of a page that is still on its way. */
import { Box, Skeleton, Stack } from '@mantine/core';

const ROWS = [0, 1, 2, 3, 4, 5];

export function PageSkeleton() {
  return (
    <Box px="xl" py="lg" maw={1600} mx="auto" aria-busy="true" aria-label="Loading">
      <Skeleton height={26} width={220} mb="lg" />
      <Stack gap="sm">
        {ROWS.map((row) => (
          <Skeleton key={row} height={44} />
        ))}
      </Stack>
    </Box>
  );
}
