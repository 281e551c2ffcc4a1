/** The pages that are reached from anywhere: in the bar, in the command palette, by a shortcut. */
import {
  Activity,
  Clapperboard,
  HeartPulse,
  type LucideIcon,
  ScanFace,
  Settings,
  Upload,
  UsersRound,
} from 'lucide-react';
import type { Role } from '../../server/contract/roles.ts';

export interface NamedPage {
  readonly to: '/episodes' | '/cast' | '/search' | '/upload' | '/jobs' | '/health' | '/settings';
  readonly label: string;
  readonly icon: LucideIcon;
  /** `g`, then this. */
  readonly key: string;
  /** The least role that can use it. */
  readonly role: Role;
}

export const PAGES: readonly NamedPage[] = [
  { to: '/episodes', label: 'Episodes', icon: Clapperboard, key: 'e', role: 'viewer' },
  { to: '/cast', label: 'Cast', icon: UsersRound, key: 'c', role: 'viewer' },
  { to: '/search', label: 'Faces', icon: ScanFace, key: 'f', role: 'viewer' },
  { to: '/upload', label: 'Upload', icon: Upload, key: 'u', role: 'reviewer' },
  { to: '/jobs', label: 'Jobs', icon: Activity, key: 'j', role: 'viewer' },
  { to: '/health', label: 'Health', icon: HeartPulse, key: 'h', role: 'viewer' },
  { to: '/settings', label: 'Settings', icon: Settings, key: 's', role: 'admin' },
];
